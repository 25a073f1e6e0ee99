package io.gatehouse.gateway.auth;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.dropwizard.jackson.Discoverable;

/**
 * Who may use a route: an entry of {@code policies} in the route file, chosen by its {@code type} ({@link UserTypes}
 * without one). Part of the API for own gateways: {@code docs/extending.md}.
 *
 * <p>Called by many threads at once, on those that carry requests: it must not block. A policy that throws admits nobody;
 * a {@link io.gatehouse.servicekit.problem.ProblemException} is what the client is then told.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public interface Policy extends Discoverable {

    /** Whether a caller may have an operation performed. Never asked by an open policy. */
    boolean admits(Caller caller, RequestedOperation operation);

    /** True when not even a login is asked for. Asked once, when the route file is read. */
    default boolean isOpen() {
        return false;
    }
}
