package io.gatehouse.servicekit.token;

/** How long access tokens may live: whoever remembers that sessions have ended must remember for longer. */
public final class AccessTokenLife {

    public static final long LONGEST_HOURS = 24;

    private AccessTokenLife() {}
}
