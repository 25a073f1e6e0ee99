/** Traces, sent to an OpenTelemetry collector. Nothing of OpenTelemetry is loaded unless one is configured. */
@NullMarked
package io.gatehouse.gateway.tracing;

import org.jspecify.annotations.NullMarked;
