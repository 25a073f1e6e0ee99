package io.gatehouse.gateway.route;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The route file as it is written, before its names are resolved. {@code docs/routes.md} explains each key. Of an entry
 * with faults, what is required may be null all the same.
 */
@JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
record RouteFile(
        @JsonProperty(required = true) Map<String, ServiceEntry> services,
        @JsonProperty(required = true) List<String> basePaths,
        @JsonProperty(required = true) Map<String, JsonNode> policies,
        @Nullable Map<String, RateLimitEntry> rateLimits,
        @JsonProperty(required = true) Defaults defaults,
        @JsonProperty(required = true) Map<String, RouteEntry> routes) {

    /** Whether all is there that entries refer to. */
    boolean isWhole() {
        return Stream.of(services, basePaths, policies, defaults, routes).allMatch(Objects::nonNull)
                && defaults.policy != null
                && defaults.timeouts != null
                && defaults.maxRequestBody != null
                && defaults.maxResponseBody != null;
    }

    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    record ServiceEntry(
            @JsonProperty(required = true) @Nullable List<String> urls,
            @Nullable Integer maxInFlight,
            boolean resolve) {}

    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    record RateLimitEntry(
            @JsonProperty(required = true) @Nullable String by,
            @JsonProperty(required = true) @Nullable String allow,
            @Nullable Long burst) {}

    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    record Defaults(
            @JsonProperty(required = true) String policy,
            @Nullable String rateLimit,
            @JsonProperty(required = true) TimeoutsEntry timeouts,
            @Nullable RetryEntry retry,
            @JsonProperty(required = true) DataSize maxRequestBody,
            @JsonProperty(required = true) DataSize maxResponseBody) {}

    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    record TimeoutsEntry(
            @Nullable Duration connect,
            @Nullable Duration response,
            @Nullable Duration total) {}

    /** {@code none}, or how often and when. */
    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    record RetryEntry(
            @JsonProperty(required = true) @Nullable Integer attempts,
            @JsonProperty(required = true) @Nullable List<String> when) {

        @JsonCreator
        RetryEntry {}

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static RetryEntry none(String word) {
            if (!word.equals("none")) {
                throw new IllegalArgumentException(
                        "none, or a mapping as in {attempts: 2, when: [connect-failure, 503]}");
            }
            return new RetryEntry(1, List.of());
        }
    }

    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    record RouteEntry(
            @JsonProperty(required = true) @Nullable String service,
            @Nullable String to,
            @Nullable String policy,
            @Nullable String rateLimit,
            @Nullable TimeoutsEntry timeouts,
            @Nullable RetryEntry retry,
            @Nullable DataSize maxRequestBody,
            @Nullable DataSize maxResponseBody,
            @Nullable Set<String> responseFields,
            boolean issueToken,
            @Nullable List<JsonNode> response) {}
}
