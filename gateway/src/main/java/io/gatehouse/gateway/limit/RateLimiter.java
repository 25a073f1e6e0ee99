package io.gatehouse.gateway.limit;

import io.gatehouse.gateway.auth.Caller;
import io.gatehouse.gateway.route.RateLimit;
import io.gatehouse.servicekit.problem.ProblemException;
import io.gatehouse.servicekit.request.ClientNetwork;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Lets requests pass as often as their routes' limits allow. */
public final class RateLimiter {

    private static final CompletionStage<Admission> SILENT = CompletableFuture.completedStage(Admission.SILENT);

    private final RateLimitStore store;
    private final WhenUnavailable whenUnavailable;
    private final Refusals refusals;

    RateLimiter(RateLimitStore store, WhenUnavailable whenUnavailable, Refusals refusals) {
        this.store = store;
        this.whenUnavailable = whenUnavailable;
        this.refusals = refusals;
    }

    /**
     * Counts a request under its route's limit. Never blocks.
     *
     * @param limit the route's limit, or null without one
     * @param caller who asks, or null for nobody; never null under a limit that counts by caller
     * @param clientAddress the IP address of the client
     * @return leave to go on; the stage fails with a {@link ProblemException}: 429 past the limit, 503 when nobody knows
     *     the count and the configuration says to refuse
     */
    public CompletionStage<Admission> admit(@Nullable RateLimit limit, @Nullable Caller caller, String clientAddress) {
        if (limit == null) {
            return SILENT;
        }
        String who = limit.by() == RateLimit.By.CALLER
                ? Objects.requireNonNull(caller).getName()
                : ClientNetwork.of(clientAddress);
        return store.count(limit, who).thenApply(verdict -> admission(limit, who, verdict));
    }

    private Admission admission(RateLimit limit, String who, Verdict verdict) {
        if (verdict instanceof Verdict.Allowed allowed) {
            return Admission.of(limit, allowed);
        } else if (verdict instanceof Verdict.Refused refused) {
            refusals.tell(limit, who);
            throw tooMany(limit, refused);
        } else if (whenUnavailable == WhenUnavailable.OPEN) {
            return Admission.SILENT;
        }
        throw new ProblemException(503, "Whether this request is within its rate limit can't be told now. Try again.")
                .withHeader(HttpHeaders.RETRY_AFTER, "1");
    }

    private static ProblemException tooMany(RateLimit limit, Verdict.Refused refused) {
        long wait = RateLimitFields.seconds(refused.retryIn());
        var fields = new RateLimitFields(limit, 0, refused.fullIn());
        return new ProblemException(
                        429, "Too many requests. Try again in " + wait + (wait == 1 ? " second." : " seconds."))
                .withHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait))
                .withHeader(RateLimitFields.POLICY, fields.policy())
                .withHeader(RateLimitFields.STATE, fields.state());
    }
}
