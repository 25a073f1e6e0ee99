package io.gatehouse.servicekit.json;

import java.util.Locale;

/** How a property is spelled in JSON. */
public final class SnakeCase {

    private SnakeCase() {}

    /** {@code full_name} of {@code fullName}. */
    public static String of(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
