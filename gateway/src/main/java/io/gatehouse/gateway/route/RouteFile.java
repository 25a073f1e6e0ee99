package io.gatehouse.gateway.route;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The route file as it is written, before its names are resolved. {@code gateway/routes.yml} explains each key. */
@JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
record RouteFile(
        @JsonProperty(required = true) Map<String, ServiceEntry> services,
        @JsonProperty(required = true) List<String> basePaths,
        @JsonProperty(required = true) Map<String, PolicyEntry> policies,
        @JsonProperty(required = true) Defaults defaults,
        @JsonProperty(required = true) Map<String, RouteEntry> routes) {

    record ServiceEntry(@JsonProperty(required = true) List<URI> urls) {}

    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    record PolicyEntry(@Nullable Set<String> userTypes) {}

    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    record Defaults(
            @JsonProperty(required = true) String policy,
            @JsonProperty(required = true) TimeoutsEntry timeouts,
            @JsonProperty(required = true) DataSize maxRequestBody,
            @JsonProperty(required = true) DataSize maxResponseBody) {}

    record TimeoutsEntry(
            @Nullable Duration connect,
            @Nullable Duration response,
            @Nullable Duration total) {}

    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    record RouteEntry(
            @JsonProperty(required = true) String service,
            @Nullable String policy,
            @Nullable TimeoutsEntry timeouts,
            @Nullable DataSize maxRequestBody,
            @Nullable DataSize maxResponseBody,
            @Nullable Set<String> responseFields,
            boolean issueToken) {}
}
