package io.gatehouse.gateway.upstream;

import java.util.concurrent.CompletionStage;

/**
 * A way to a service, of which each decorator around the service is one.
 *
 * <p>{@code send} returns at once, on whichever thread called it, and never throws: whatever goes wrong fails the
 * stage, with an {@link UpstreamException} at its root if the service or its protection is to blame. The stage ends
 * exactly once, on a thread of the upstream client's or, if nothing was sent, on the caller's. What depends on it must
 * not wait.
 */
@FunctionalInterface
interface Channel {
    CompletionStage<UpstreamAnswer> send(Attempt attempt);
}
