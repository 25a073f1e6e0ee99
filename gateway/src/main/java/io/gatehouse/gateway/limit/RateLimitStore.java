package io.gatehouse.gateway.limit;

import io.gatehouse.gateway.route.RateLimit;
import java.util.concurrent.CompletionStage;

/** Where requests are counted. */
@FunctionalInterface
interface RateLimitStore {

    /**
     * Counts one request. Returns at once, never blocks, and the stage never fails: {@link Verdict.Unknown} stands for
     * every failure. The stage may complete on a thread of the store's, which what follows may use as its own.
     *
     * @param who whose requests are counted together under this limit
     */
    CompletionStage<Verdict> count(RateLimit limit, String who);
}
