package io.gatehouse.gateway.upstream;

import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** What the outcome of a call says of the instance that was called: no more than that it is fit to be called again. */
enum InstanceVerdict {
    WELL,
    ILL,
    NEITHER;

    /**
     * Ill is an instance that can't be reached, is silent too long or breaks off, and one that answers as a proxy does
     * whose service is gone: 502, 504, or 503 without a word on when to come back. A 503 that says when is the
     * deliberate answer of a service alive, of one operation perhaps. Refusals (4xx) and failures of one operation
     * (500) are answers like others. Where the gateway itself set the limit, the instance is not to blame.
     */
    static InstanceVerdict of(@Nullable UpstreamAnswer answer, @Nullable Throwable failure) {
        if (answer != null) {
            return switch (answer.status()) {
                case 502, 504 -> ILL;
                case 503 -> answer.header(HttpHeaders.RETRY_AFTER) == null ? ILL : WELL;
                default -> WELL;
            };
        }
        UpstreamException known = UpstreamFailures.find(failure);
        if (known == null) {
            return NEITHER;
        }
        return switch (known.kind()) {
            case CONNECT_FAILURE, TIMEOUT, RESET, BROKEN -> ILL;
            case TOO_LARGE -> WELL;
            case UNAVAILABLE, STALE_CONNECTION -> NEITHER;
        };
    }
}
