package io.gatehouse.servicekit.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What opens a PostgreSQL database, as a configuration has it. */
final class DatabasePassword {

    static final String MESSAGE = "password (DATABASE_PASSWORD) must have at least 12 characters and not be the user's"
            + " name, unless url sets sslcert or authenticationPluginClassName";

    /** Short ones are the ones that everybody tries first: postgres, password, changeme. */
    private static final int MIN = 12;

    private final Map<String, @Nullable String> effective;

    /** As driver and pool have it, the URL wins over user and password, and those over the properties. */
    DatabasePassword(
            String url, @Nullable String user, @Nullable String password, Map<String, @Nullable String> properties) {
        effective = new HashMap<>(properties);
        if (user != null) {
            effective.put("user", user);
        }
        if (password != null) {
            effective.put("password", password);
        }
        effective.putAll(parameters(url));
    }

    boolean isEnough() {
        String password = value("password");
        return Stream.of("sslcert", "authenticationPluginClassName")
                        .anyMatch(proof -> !value(proof).isBlank())
                || (password.length() >= MIN && !password.equals(value("user")));
    }

    private String value(String name) {
        String value = effective.get(name);
        return value == null ? "" : value;
    }

    private static Map<String, String> parameters(String url) {
        Map<String, String> parameters = new HashMap<>();
        int query = url.indexOf('?');
        if (query >= 0) {
            Arrays.stream(url.substring(query + 1).split("&", -1))
                    .map(parameter -> parameter.split("=", 2))
                    .forEach(pair -> parameters.put(pair[0], pair.length == 2 ? decoded(pair[1]) : ""));
        }
        return parameters;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value; // the driver tells what is wrong with it
        }
    }
}
