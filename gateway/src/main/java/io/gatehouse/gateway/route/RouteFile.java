package io.gatehouse.gateway.route;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The route file as it is written, before its names are resolved. {@code docs/routes.md} explains each key. */
@JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
record RouteFile(
        @JsonProperty(required = true) Map<String, ServiceEntry> services,
        @JsonProperty(required = true) List<String> basePaths,
        @JsonProperty(required = true) Map<String, PolicyEntry> policies,
        @Nullable Map<String, RateLimitEntry> rateLimits,
        @JsonProperty(required = true) Defaults defaults,
        @JsonProperty(required = true) Map<String, RouteEntry> routes) {

    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    record ServiceEntry(
            @JsonProperty(required = true) List<String> urls,
            @Nullable Integer maxInFlight) {}

    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    record PolicyEntry(@Nullable Set<String> userTypes) {}

    record RateLimitEntry(
            @JsonProperty(required = true) String by,
            @JsonProperty(required = true) String allow,
            @Nullable Long burst) {}

    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    record Defaults(
            @JsonProperty(required = true) String policy,
            @Nullable String rateLimit,
            @JsonProperty(required = true) TimeoutsEntry timeouts,
            @Nullable RetryEntry retry,
            @JsonProperty(required = true) DataSize maxRequestBody,
            @JsonProperty(required = true) DataSize maxResponseBody) {}

    record TimeoutsEntry(
            @Nullable Duration connect,
            @Nullable Duration response,
            @Nullable Duration total) {}

    /** {@code none}, or how often and when. */
    record RetryEntry(
            @JsonProperty(required = true) Integer attempts,
            @JsonProperty(required = true) List<String> when) {

        @JsonCreator
        RetryEntry {}

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static RetryEntry none(String word) {
            if (!word.equals("none")) {
                throw new IllegalArgumentException("write none, or as in {attempts: 2, when: [connect-failure, 503]}");
            }
            return new RetryEntry(1, List.of());
        }
    }

    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    record RouteEntry(
            @JsonProperty(required = true) String service,
            @Nullable String to,
            @Nullable String policy,
            @Nullable String rateLimit,
            @Nullable TimeoutsEntry timeouts,
            @Nullable RetryEntry retry,
            @Nullable DataSize maxRequestBody,
            @Nullable DataSize maxResponseBody,
            @Nullable Set<String> responseFields,
            boolean issueToken) {}
}
