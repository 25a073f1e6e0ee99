package io.gatehouse.gateway.route;

import io.dropwizard.util.DataSize;
import org.jspecify.annotations.Nullable;

/** A bound on the bodies of routes. What a route leaves out is taken from the defaults. */
final class BodyLimits {

    private static final long HIGHEST = 1L << 30;

    private final String name;
    private final DataSize byDefault;
    private final Faults faults;

    /**
     * Tells what is wrong with the default itself.
     *
     * @param name the bound's key, in routes and in the defaults
     */
    BodyLimits(String name, DataSize byDefault, Faults faults) {
        this.name = name;
        this.byDefault = byDefault;
        this.faults = faults;
        check(byDefault, "defaults", name);
    }

    /** Bytes. */
    int resolve(String key, @Nullable DataSize own) {
        if (own != null) {
            check(own, "routes", key, name);
        }
        return (int) Math.min((own == null ? byDefault : own).toBytes(), HIGHEST);
    }

    private void check(DataSize limit, String... place) {
        if (limit.toBytes() > HIGHEST) {
            faults.add("'" + name + "' is above 1 GiB, which no body held in memory should be", place);
        }
    }
}
