package io.gatehouse.gateway.tracing;

import io.dropwizard.lifecycle.Managed;
import io.gatehouse.servicekit.startup.StartupException;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * OpenTelemetry's SDK, which sends spans in batches from a thread of its own. While the collector does not take them, a
 * bounded number waits and the rest is dropped.
 */
final class SpanExport implements Managed {

    /** For what has not been sent yet when the gateway stops. */
    private static final int SECONDS_TO_FLUSH = 2;

    /** What holds unless the environment says otherwise: OTLP over HTTP, and traces alone. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.exporter.otlp.protocol",
            "http/protobuf",
            "otel.metrics.exporter",
            "none",
            "otel.logs.exporter",
            "none");

    private final OpenTelemetrySdk sdk;

    private SpanExport(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
    }

    /**
     * Starts the SDK.
     *
     * @param properties by OpenTelemetry's names, ahead of the environment
     * @throws StartupException when the SDK can't use them
     */
    static SpanExport start(Map<String, String> properties) {
        try {
            return new SpanExport(AutoConfiguredOpenTelemetrySdk.builder()
                    .disableShutdownHook()
                    .addPropertiesSupplier(() -> DEFAULTS)
                    .addPropertiesCustomizer(config -> properties)
                    .build()
                    .getOpenTelemetrySdk());
        } catch (RuntimeException e) {
            throw new StartupException("Traces can't be sent as configured (tracing, OTEL_*): " + e.getMessage(), e);
        }
    }

    Tracer tracer() {
        return sdk.getTracer("io.gatehouse.gateway");
    }

    @Override
    public void stop() {
        sdk.shutdown().join(SECONDS_TO_FLUSH, TimeUnit.SECONDS);
    }
}
