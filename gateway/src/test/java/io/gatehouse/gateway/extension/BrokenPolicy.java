package io.gatehouse.gateway.extension;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.gatehouse.gateway.auth.Caller;
import io.gatehouse.gateway.auth.Policy;
import io.gatehouse.gateway.auth.RequestedOperation;
import io.gatehouse.servicekit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Throws, a problem when it has words for it. */
@JsonTypeName("broken")
record BrokenPolicy(@Nullable String words, @Nullable Boolean openness) implements Policy {

    @Override
    public boolean isOpen() {
        if (openness != null) {
            throw new IllegalStateException("planted");
        }
        return false;
    }

    @Override
    public boolean admits(Caller caller, RequestedOperation operation) {
        throw words == null ? new IllegalStateException("planted") : new ProblemException(403, words);
    }
}
