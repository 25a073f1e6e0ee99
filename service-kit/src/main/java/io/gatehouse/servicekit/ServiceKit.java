package io.gatehouse.servicekit;

import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.gatehouse.servicekit.health.Probes;
import io.gatehouse.servicekit.json.StrictJson;
import io.gatehouse.servicekit.metrics.MetricsEndpoint;
import io.gatehouse.servicekit.problem.JettyProblems;
import io.gatehouse.servicekit.problem.ProblemMapper;
import io.gatehouse.servicekit.problem.ViolationMapper;
import io.gatehouse.servicekit.request.RequestIdFilter;
import io.gatehouse.servicekit.shutdown.Drain;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.glassfish.jersey.server.ServerProperties;

/** What every service has in common, in one bundle: environment in the YAML, strict JSON, problems, ids, probes. */
public final class ServiceKit implements ConfiguredBundle<Configuration> {

    /** Bytes. Ample for JSON of bounded strings. */
    private static final long MAX_REQUEST_BODY = 64 * 1024;

    /** For a service that bounds bodies itself, and for answers, which no service of ours bounds. */
    public static final long UNLIMITED = -1;

    private final long maxRequestBody;
    private final PrometheusRegistry metrics = new PrometheusRegistry();

    public ServiceKit() {
        this(MAX_REQUEST_BODY);
    }

    /** @param maxRequestBody bytes of a request's body past which it is answered with 413 */
    public ServiceKit(long maxRequestBody) {
        this.maxRequestBody = maxRequestBody;
    }

    /** Where an application's own metrics go. */
    public PrometheusRegistry metrics() {
        return metrics;
    }

    @Override
    public void initialize(Bootstrap<?> bootstrap) {
        bootstrap.setConfigurationSourceProvider(new SubstitutingSourceProvider(
                bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)));
    }

    @Override
    public void run(Configuration configuration, Environment environment) {
        StrictJson.tighten(environment.getObjectMapper());
        var drain = Drain.configured(configuration);
        environment.lifecycle().addEventListener(drain);
        requestIds(environment);
        problems(configuration, environment);
        insertHandler(environment, new SizeLimitHandler(maxRequestBody, UNLIMITED));
        Probes.register(environment, drain::isUnderWay);
        MetricsEndpoint.register(environment, metrics);
        // Location stays as the resource wrote it, relative to a public address that a service does not know.
        environment.jersey().property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true);
    }

    private static void requestIds(Environment environment) {
        environment
                .servlets()
                .addFilter("request-id", new RequestIdFilter())
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    private static void problems(Configuration configuration, Environment environment) {
        if (configuration.getServerFactory() instanceof AbstractServerFactory server) {
            server.setRegisterDefaultExceptionMappers(false);
        }
        var problems = new ProblemMapper();
        environment.jersey().register(problems);
        environment.jersey().register(new ViolationMapper(problems));
        var jetty = new JettyProblems(environment.getObjectMapper());
        environment.getApplicationContext().setErrorHandler(jetty);
        environment.getAdminContext().setErrorHandler(jetty);
        whenStarting(environment, server -> server.setErrorHandler(jetty));
    }

    /**
     * Puts a handler before all that were put there so far, and behind the {@link Drain}, which must see every request to
     * its end.
     */
    public static void insertHandler(Environment environment, Handler.Singleton handler) {
        whenStarting(environment, server -> {
            if (server.getHandler() instanceof Handler.Singleton drain) {
                drain.insertHandler(handler);
            }
        });
    }

    /** Dropwizard makes the server after all bundles have run; this is the last moment to change it. */
    public static void whenStarting(Environment environment, Consumer<Server> change) {
        environment.lifecycle().addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarting(LifeCycle starting) {
                if (starting instanceof Server server) {
                    change.accept(server);
                }
            }
        });
    }
}
