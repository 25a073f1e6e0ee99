package io.gatehouse.servicekit.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What opens a PostgreSQL database, as a configuration has it: {@code password}, a property or the URL. */
final class DatabasePassword {

    static final String MESSAGE =
            "password (DATABASE_PASSWORD) must have at least 12 characters and not be the user's name,"
                    + " unless url names a passfile, an sslcert or an authenticationPluginClassName";

    /** Short ones are the ones that everybody tries first: postgres, password, changeme. */
    private static final int MIN = 12;

    /** The driver's properties by which it proves who it is without a password of the configuration's. */
    private static final Set<String> OTHER_PROOFS = Set.of("passfile", "sslcert", "authenticationPluginClassName");

    private final Map<String, String> properties;

    /** The URL wins over the properties, as with the driver, and they over the password. */
    DatabasePassword(String url, @Nullable String password, Map<String, String> properties) {
        this.properties = new HashMap<>();
        this.properties.put("password", Objects.requireNonNullElse(password, ""));
        this.properties.putAll(properties);
        this.properties.putAll(parameters(url));
    }

    boolean isEnough(@Nullable String user) {
        String password = properties.getOrDefault("password", "");
        return properties.keySet().stream().anyMatch(OTHER_PROOFS::contains)
                || (password.length() >= MIN && !password.equals(properties.getOrDefault("user", user)));
    }

    private static Map<String, String> parameters(String url) {
        Map<String, String> parameters = new HashMap<>();
        int query = url.indexOf('?');
        if (query >= 0) {
            Arrays.stream(url.substring(query + 1).split("&", -1))
                    .map(parameter -> parameter.split("=", 2))
                    .filter(parameter -> parameter.length == 2)
                    .forEach(parameter -> parameters.put(parameter[0], decoded(parameter[1])));
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
