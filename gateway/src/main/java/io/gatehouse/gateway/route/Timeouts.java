package io.gatehouse.gateway.route;

import java.time.Duration;

/**
 * How long a call to a service may take.
 *
 * @param connect until a connection stands
 * @param response the longest silence while the answer is awaited or read
 * @param total from the start to the last byte of the answer
 */
public record Timeouts(Duration connect, Duration response, Duration total) {}
