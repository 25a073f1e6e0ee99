package io.gatehouse.gateway.telemetry;

/** The span of one call to a service. Ends once. */
public interface CallSpan {

    /** 16 lower-case hex digits. */
    String spanId();

    void answered(int status);

    void failed(String reason);
}
