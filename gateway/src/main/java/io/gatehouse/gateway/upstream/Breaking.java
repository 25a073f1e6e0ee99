package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.upstream.UpstreamException.Kind;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Declines calls to an instance whose breaker is open, and tells the breaker how the others went. */
final class Breaking implements InstanceChannel {

    private final Channel next;
    private final CircuitBreaker breaker;

    Breaking(Channel next, CircuitBreaker breaker) {
        this.next = next;
        this.breaker = breaker;
    }

    @Override
    public @Nullable CompletionStage<UpstreamAnswer> trySend(Attempt attempt) {
        if (!breaker.tryAcquirePermission()) {
            return null;
        }
        long start = breaker.getCurrentTimestamp();
        return next.send(attempt).whenComplete((answer, failure) -> {
            long took = breaker.getCurrentTimestamp() - start;
            switch (InstanceVerdict.of(answer, failure)) {
                case WELL -> breaker.onSuccess(took, breaker.getTimestampUnit());
                case ILL -> breaker.onError(took, breaker.getTimestampUnit(), failure == null ? byAnswer() : failure);
                case NEITHER -> breaker.releasePermission();
            }
        });
    }

    /** The breaker wants an exception for every failure. */
    private static UpstreamException byAnswer() {
        return new UpstreamException(Kind.BROKEN, "its answer says that it is not well");
    }
}
