package io.gatehouse.servicekit.health;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.health.HealthEnvironment;
import io.dropwizard.health.response.HealthResponderFactory;
import io.dropwizard.health.response.HealthResponseProvider;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.jetty.setup.ServletEnvironment;
import java.util.Collection;

/**
 * {@code health.responder.type: none}. Dropwizard's own endpoint would stand on the application port, before the check
 * of the caller; {@link Probes} on the admin port take its place.
 */
@JsonTypeName("none")
public final class NoResponder implements HealthResponderFactory {

    @Override
    public void configure(
            String name,
            Collection<String> healthCheckUrlPaths,
            HealthResponseProvider healthResponseProvider,
            HealthEnvironment health,
            JerseyEnvironment jersey,
            ServletEnvironment servlets,
            ObjectMapper mapper) {
        // Nothing to register.
    }
}
