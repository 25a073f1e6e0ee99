package io.gatehouse.servicekit.health;

import io.dropwizard.core.setup.Environment;

/** Puts the probes on the admin port. */
public final class Probes {

    private Probes() {}

    public static void register(Environment environment) {
        for (String type : new String[] {"ready", "alive"}) {
            environment
                    .admin()
                    .addServlet(type, new ProbeServlet(environment.health(), type))
                    .addMapping("/" + type);
        }
    }
}
