package io.gatehouse.servicekit.caller;

import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The gateway, calling on behalf of a user or, before a login, of nobody.
 *
 * @param id the user's id, or null when nobody is logged in yet
 * @param expiresAt when the proof of this ends
 */
public record InternalCaller(@Nullable Long id, Instant expiresAt) implements Principal {

    /** The id of the user for whom the gateway calls. */
    public long userId() {
        if (id == null) {
            throw Trust.untrusted();
        }
        return id;
    }

    @Override
    public String getName() {
        return id == null ? "anonymous" : id.toString();
    }
}
