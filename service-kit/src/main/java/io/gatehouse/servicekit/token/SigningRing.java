package io.gatehouse.servicekit.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The keys of one who signs, in the order of their files: the first whose time has come signs, all verify. */
public final class SigningRing {

    private final List<SigningKey> keys;
    private final VerificationRing verification;

    /**
     * Orders keys.
     *
     * @param keys at least one
     * @param longestLife of a token, leeway included
     */
    public SigningRing(List<SigningKey> keys, Duration longestLife) {
        this.keys = List.copyOf(keys);
        this.verification =
                new VerificationRing(keys.stream().map(SigningKey::publicHalf).toList(), longestLife);
    }

    /** The key that signs now: the last one, if the time of none has come. */
    public SigningKey signer(Instant now) {
        for (SigningKey key : keys) {
            Instant from = key.publicHalf().signsFrom();
            if (from == null || !now.isBefore(from)) {
                return key;
            }
        }
        return keys.get(keys.size() - 1);
    }

    public VerificationRing verification() {
        return verification;
    }
}
