package io.gatehouse.gateway.upstream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.atomic.LongAdder;

/**
 * One instance of a service and what is known of it.
 *
 * @param name host and port
 * @param attempts how often it was called
 */
record Instance(
        Target target,
        String name,
        CircuitBreaker breaker,
        Reachability reachability,
        InstanceChannel channel,
        LongAdder attempts) {}
