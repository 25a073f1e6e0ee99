package io.gatehouse.servicekit.health;

import io.dropwizard.core.setup.Environment;
import java.util.function.BooleanSupplier;

/** Puts the probes on the admin port. */
public final class Probes {

    private Probes() {}

    /**
     * {@code /ready} and {@code /alive}.
     *
     * @param leaving whether the service is about to stop, and so not ready any more
     */
    public static void register(Environment environment, BooleanSupplier leaving) {
        register(environment, "ready", leaving);
        register(environment, "alive", () -> false);
    }

    private static void register(Environment environment, String type, BooleanSupplier refused) {
        environment
                .admin()
                .addServlet(type, new ProbeServlet(environment.health(), type, refused))
                .addMapping("/" + type);
    }
}
