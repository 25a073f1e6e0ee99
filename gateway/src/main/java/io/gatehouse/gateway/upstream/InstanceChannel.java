package io.gatehouse.gateway.upstream;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A way to one instance, which may decline a call, so that another instance gets it. Else as {@link Channel}. */
@FunctionalInterface
interface InstanceChannel {

    /** The call under way, or null when the instance takes none now; then nothing was sent. */
    @Nullable
    CompletionStage<UpstreamAnswer> trySend(Attempt attempt);
}
