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
import io.gatehouse.servicekit.problem.JettyProblems;
import io.gatehouse.servicekit.problem.ProblemMapper;
import io.gatehouse.servicekit.request.RequestIdFilter;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.glassfish.jersey.server.ServerProperties;

/** What every service has in common, in one bundle: environment in the YAML, strict JSON, problems, ids, probes. */
public final class ServiceKit implements ConfiguredBundle<Configuration> {

    @Override
    public void initialize(Bootstrap<?> bootstrap) {
        bootstrap.setConfigurationSourceProvider(new SubstitutingSourceProvider(
                bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)));
    }

    @Override
    public void run(Configuration configuration, Environment environment) {
        StrictJson.tighten(environment.getObjectMapper());
        requestIds(environment);
        problems(configuration, environment);
        Probes.register(environment);
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
        environment.jersey().register(new ProblemMapper());
        var jetty = new JettyProblems(environment.getObjectMapper());
        environment.getApplicationContext().setErrorHandler(jetty);
        environment.getAdminContext().setErrorHandler(jetty);
        environment.lifecycle().addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarting(LifeCycle starting) {
                if (starting instanceof Server server) {
                    server.setErrorHandler(jetty);
                }
            }
        });
    }
}
