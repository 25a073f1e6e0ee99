package io.gatehouse.gateway.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one request, gathered on its way through the pipeline and told at its end. Written by one thread at
 * a time; whoever hands the request to another thread makes what was written visible to it.
 */
public final class Exchange {

    private @Nullable String operation;
    private @Nullable String service;
    private @Nullable String instance;
    private @Nullable Long callerId;
    private int attempts;

    /** The route that the request took, {@code GET /users/{id}} for instance. */
    public void matched(String newOperation, String newService) {
        operation = newOperation;
        service = newService;
    }

    public void authenticated(long newCallerId) {
        callerId = newCallerId;
    }

    /** A call to an instance begins; the last of several is the one that is told. */
    public void calling(String newInstance) {
        instance = newInstance;
        attempts++;
    }

    public @Nullable String operation() {
        return operation;
    }

    public @Nullable String service() {
        return service;
    }

    /** Host and port of the instance that was called. */
    public @Nullable String instance() {
        return instance;
    }

    public @Nullable Long callerId() {
        return callerId;
    }

    /** How often a service was called for the request. */
    public int attempts() {
        return attempts;
    }
}
