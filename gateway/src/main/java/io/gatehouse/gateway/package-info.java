/**
 * The gateway. A request meets its packages in this order: {@code telemetry}, {@code tracing} and {@code cors} around all, {@code forward}
 * for whose it is, {@code inbound} for its body, then {@code proxy}, which asks {@code route}, {@code auth} with
 * {@code revocation}, {@code limit}, {@code upstream}, and {@code response} with {@code processor}.
 */
@NullMarked
package io.gatehouse.gateway;

import org.jspecify.annotations.NullMarked;
