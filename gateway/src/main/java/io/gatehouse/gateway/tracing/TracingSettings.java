package io.gatehouse.gateway.tracing;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.setup.Environment;
import io.gatehouse.gateway.telemetry.Tracing;
import io.gatehouse.servicekit.startup.StartupException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code tracing} part of the configuration: where spans go. What it does not name is read from OpenTelemetry's own
 * environment variables, {@code OTEL_EXPORTER_OTLP_HEADERS} or {@code OTEL_RESOURCE_ATTRIBUTES} for instance.
 *
 * @param endpoint the collector's URL for OTLP over HTTP, without {@code /v1/traces}; null or empty for no traces
 * @param serviceName what the gateway is called in traces
 * @param sampler which requests are traced, by OpenTelemetry's name: {@code parentbased_traceidratio} for instance
 * @param samplerArgument the share for a sampler by ratio, from 0 to 1
 */
public record TracingSettings(
        @JsonProperty @Nullable String endpoint,
        @JsonProperty @Nullable String serviceName,
        @JsonProperty @Nullable String sampler,
        @JsonProperty @Nullable String samplerArgument) {

    /** No traces. */
    public static final TracingSettings OFF = new TracingSettings(null, null, null, null);

    /** Where spans go until the application stops, or null for nowhere. */
    public @Nullable Tracing build(Environment environment) {
        if (endpoint == null || endpoint.isBlank()) {
            return null;
        }
        check(endpoint);
        var exporter = SpanExport.start(properties(endpoint));
        environment.lifecycle().manage(exporter);
        return new SpanTracing(exporter.tracer());
    }

    private Map<String, String> properties(String url) {
        Map<String, String> properties = new HashMap<>();
        properties.put("otel.exporter.otlp.endpoint", url);
        put(properties, "otel.service.name", serviceName);
        put(properties, "otel.traces.sampler", sampler);
        put(properties, "otel.traces.sampler.arg", samplerArgument);
        return properties;
    }

    private static void put(Map<String, String> properties, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            properties.put(name, value);
        }
    }

    private static void check(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new StartupException("tracing.endpoint (OTEL_EXPORTER_OTLP_ENDPOINT) is not like http://collector:4318");
    }
}
