package io.gatehouse.users.user;

import org.jdbi.v3.core.Handle;

/** Takes away what an account was given on rights that it no longer has. */
@FunctionalInterface
public interface AccessEnd {

    /** Ends all access of a user, whose row the transaction holds and of which this is the last act but the delete. */
    void endAccess(Handle handle, long userId);
}
