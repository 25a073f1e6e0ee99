package io.gatehouse.gateway.cors;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.common.base.Splitter;
import io.dropwizard.util.Duration;
import io.gatehouse.gateway.inbound.VaryKept;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/**
 * The {@code cors} part of the configuration (Fetch standard, "CORS protocol"); off without origins.
 *
 * @param origins whose pages may read answers, comma-separated: scheme, host and port, or {@code *} for all
 * @param credentials whether browsers may send cookies along; tokens in Authorization need no leave but their header's
 * @param allowedHeaders the request headers that pages may send
 * @param exposedHeaders the response headers that pages may read
 * @param maxAge how long browsers may remember a preflight's answer
 */
public record CorsSettings(
        @Nullable String origins,
        boolean credentials,
        Set<String> allowedHeaders,
        Set<String> exposedHeaders,
        Duration maxAge) {

    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?");
    private static final String ANY = "*";

    public CorsSettings(
            @JsonProperty("origins") @Nullable String origins,
            @JsonProperty("credentials") boolean credentials,
            @JsonProperty("allowedHeaders") @Nullable Set<String> allowedHeaders,
            @JsonProperty("exposedHeaders") @Nullable Set<String> exposedHeaders,
            @JsonProperty("maxAge") @Nullable Duration maxAge) {
        this.origins = origins;
        this.credentials = credentials;
        this.allowedHeaders = allowedHeaders == null ? Set.of() : Set.copyOf(allowedHeaders);
        this.exposedHeaders = exposedHeaders == null ? Set.of() : Set.copyOf(exposedHeaders);
        this.maxAge = maxAge == null ? Duration.minutes(10) : maxAge;
        for (String origin : list()) {
            check(origin, credentials);
        }
    }

    private static void check(String origin, boolean credentials) {
        if (origin.equals(ANY)) {
            if (credentials) {
                throw new IllegalArgumentException(
                        "cors: every origin (*) with credentials would let any page act as its visitor; name the origins");
            }
        } else if (!ORIGIN.matcher(origin).matches()) {
            throw new IllegalArgumentException("cors: '" + origin
                    + "' is no origin; write scheme, host and port alone, as in https://app.example.org");
        }
    }

    private List<String> list() {
        return origins == null
                ? List.of()
                : Splitter.on(',').trimResults().omitEmptyStrings().splitToList(origins);
    }

    /**
     * Puts CORS in front of everything that a connector serves, errors too.
     *
     * @param methods those that any route may have
     */
    public void install(Server server, String connector, Set<String> methods) {
        if (list().isEmpty()) {
            return;
        }
        var handler = new CorsHandler(connector);
        handler.setAllowedOriginPatterns(list().stream()
                .map(origin -> origin.equals(ANY) ? ANY : Pattern.quote(origin))
                .collect(Collectors.toUnmodifiableSet()));
        handler.setAllowCredentials(credentials);
        handler.setAllowedMethods(methods);
        handler.setAllowedHeaders(allowedHeaders);
        handler.setExposedHeaders(exposedHeaders);
        handler.setPreflightMaxAge(maxAge.toJavaDuration());
        server.insertHandler(handler);
        server.insertHandler(new VaryKept(connector, HttpHeader.ORIGIN));
    }
}
