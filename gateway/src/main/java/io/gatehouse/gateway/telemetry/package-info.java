/** What is told about each request: its access-log line, its metrics, its trace. */
@NullMarked
package io.gatehouse.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
