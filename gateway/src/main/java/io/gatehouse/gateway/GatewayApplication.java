package io.gatehouse.gateway;

import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.gatehouse.gateway.auth.AccessTokenAuthenticator;
import io.gatehouse.gateway.auth.AccessTokenIssuer;
import io.gatehouse.gateway.auth.Authentication;
import io.gatehouse.gateway.auth.GenerateKeyCommand;
import io.gatehouse.gateway.auth.JwksResource;
import io.gatehouse.gateway.auth.RotateKeyCommand;
import io.gatehouse.gateway.auth.SessionCheck;
import io.gatehouse.gateway.check.CheckCommand;
import io.gatehouse.gateway.check.FindingsException;
import io.gatehouse.gateway.limit.RateLimiter;
import io.gatehouse.gateway.proxy.MediaTypesFirst;
import io.gatehouse.gateway.proxy.Pipeline;
import io.gatehouse.gateway.proxy.PlainFraming;
import io.gatehouse.gateway.proxy.ProxyResource;
import io.gatehouse.gateway.proxy.Rehearsal;
import io.gatehouse.gateway.proxy.RouteMethods;
import io.gatehouse.gateway.proxy.WarmUp;
import io.gatehouse.gateway.response.ResponseShaper;
import io.gatehouse.gateway.route.LiveRoutes;
import io.gatehouse.gateway.route.RouteFileException;
import io.gatehouse.gateway.route.RouteFileReader;
import io.gatehouse.gateway.route.RouteFileWatch;
import io.gatehouse.gateway.route.RoutesHealthCheck;
import io.gatehouse.gateway.telemetry.Telemetry;
import io.gatehouse.gateway.upstream.InternalTokens;
import io.gatehouse.gateway.upstream.RepeatedCalls;
import io.gatehouse.servicekit.ServiceKit;
import io.gatehouse.servicekit.startup.PlainServerCommand;
import io.gatehouse.servicekit.token.SigningRing;
import java.time.Clock;
import java.util.function.Supplier;
import org.glassfish.jersey.server.ServerProperties;

/**
 * The gateway's table of contents. Part of the API for own gateways, which extend it and override what Dropwizard's
 * {@link Application} offers, calling this class's method first. Own resources stand beside the proxy: a path that a
 * resource class claims is not looked up in the route file.
 */
public class GatewayApplication extends Application<GatewayConfiguration> {

    private final Clock clock = Clock.systemUTC();
    private final ServiceKit kit = new ServiceKit(ServiceKit.UNLIMITED);

    public static void main(String[] arguments) throws Exception {
        new GatewayApplication().run(arguments);
    }

    @Override
    public String getName() {
        return "gateway";
    }

    @Override
    protected void addDefaultCommands(Bootstrap<GatewayConfiguration> bootstrap) {
        bootstrap.addCommand(new PlainServerCommand<>(this));
    }

    @Override
    public void initialize(Bootstrap<GatewayConfiguration> bootstrap) {
        bootstrap.addBundle(kit);
        bootstrap.addCommand(new GenerateKeyCommand());
        bootstrap.addCommand(new RotateKeyCommand(clock));
        bootstrap.addCommand(new CheckCommand(System.getenv()));
    }

    /** 2 says that the route file, or what it does not fit, is at fault, so that a pipeline can tell it from other failures. */
    @Override
    protected void onFatalError(Throwable failure) {
        System.exit(failure instanceof RouteFileException || failure instanceof FindingsException ? 2 : 1);
    }

    @Override
    public void run(GatewayConfiguration configuration, Environment environment) {
        var routeFile = new RouteFileWatch(configuration.routes(), new RouteFileReader(System.getenv()), kit.metrics());
        LiveRoutes routes = routeFile.routes();

        var accessTokens = configuration.accessTokens();
        Supplier<SigningRing> keys = accessTokens.watchKeys(environment);
        var issuer = new AccessTokenIssuer(accessTokens, now -> keys.get().signer(now), clock);

        var internalTokens = InternalTokens.by(configuration.internalKeys(), environment, clock);
        var http = configuration.upstream().buildHttp(environment, routes);
        var client = configuration.upstream().buildClient(environment, http);
        var upstreams =
                configuration.upstream().buildUpstreams(environment, http, client, internalTokens, kit.metrics());
        routes.follow(upstreams::serve);
        var budget = configuration.upstream().buildBufferBudget(kit.metrics());

        SessionCheck sessions = configuration
                .revocations()
                .watch(environment, routes, upstreams, accessTokens.longestLife(), kit.metrics());
        var authenticator = new AccessTokenAuthenticator(accessTokens.verifier(keys, clock), keys, sessions, clock);
        var authentication = Authentication.by(configuration.identity(), environment, authenticator);
        RateLimiter limiter = configuration.rateLimits().buildLimiter(environment, kit.metrics());
        var shaper = new ResponseShaper(issuer, environment.getObjectMapper());
        var pipeline = new Pipeline(routes, authentication, limiter, upstreams, shaper);

        var untold = configuration.upstream().buildUntold(http, client, internalTokens);
        var rehearsal = new Rehearsal(authentication, limiter, untold, shaper);
        var warmUp = new WarmUp(new RepeatedCalls(http, configuration.warmUp()), rehearsal, issuer);
        environment.lifecycle().addServerLifecycleListener(warmUp);
        environment.healthChecks().register("warm-up", warmUp);
        environment.healthChecks().register("routes", new RoutesHealthCheck(routeFile));
        configuration.inbound().guard(environment, budget, routes::maxRequestBody);
        ServiceKit.insertHandler(environment, new PlainFraming());
        Telemetry.install(
                environment, routes, kit.metrics(), configuration.tracing().build(environment));
        ServiceKit.insertHandler(environment, rehearsal.doorkeeper());
        ServiceKit.whenStarting(environment, server -> new PublicConnector(server).configure(configuration));
        RouteMethods.register(environment, routes);
        MediaTypesFirst.register(environment);
        // An error without a body is the service's own answer, not one for the server to fill.
        environment.jersey().property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
        // Or each answer gets a buffer of 8 KB, whatever its size, so as to learn its length: we say it, and Jetty
        // does.
        environment.jersey().property(ServerProperties.OUTBOUND_CONTENT_LENGTH_BUFFER, 0);
        ProxyResource.register(environment.jersey(), pipeline, rehearsal);
        environment.jersey().register(new JwksResource(keys, clock));
        configuration.docs().register(environment, routes, authentication.checks(), upstreams, budget);
        routeFile.start(environment.lifecycle());
    }
}
