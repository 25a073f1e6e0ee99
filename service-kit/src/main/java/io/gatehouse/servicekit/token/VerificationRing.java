package io.gatehouse.servicekit.token;

import io.gatehouse.servicekit.startup.StartupException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys by which tokens are verified, in the order of their files. All verify, until what they signed has ended: a key
 * is retired when one before it begins to sign, and refused once the longest life of a token has passed since. Looking
 * for a key is a look into a map: an id that nobody knows costs no more.
 */
public final class VerificationRing {

    private final List<VerificationKey> keys;
    private final Map<String, Instant> ends = new HashMap<>();
    private final Map<String, VerificationKey> byId = new HashMap<>();

    /**
     * Orders keys.
     *
     * @param longestLife of a token, leeway included
     * @throws StartupException for two keys with one id
     */
    public VerificationRing(List<VerificationKey> keys, Duration longestLife) {
        this.keys = List.copyOf(keys);
        Instant retired = Instant.MAX;
        for (VerificationKey key : keys) {
            if (byId.put(key.id(), key) != null) {
                throw new StartupException("The key " + key.id() + " stands twice in the key files. Leave one out.");
            }
            ends.put(key.id(), retired.equals(Instant.MAX) ? Instant.MAX : retired.plus(longestLife));
            if (key.signsFrom() != null && key.signsFrom().isBefore(retired)) {
                retired = key.signsFrom();
            }
        }
    }

    /** The key of this id, or null when there is none, or none any more. */
    @Nullable
    VerificationKey find(String id, Instant now) {
        VerificationKey key = byId.get(id);
        return key != null && now.isBefore(end(key)) ? key : null;
    }

    /** When a key of the ring is refused. */
    Instant end(VerificationKey key) {
        return ends.getOrDefault(key.id(), Instant.MIN);
    }

    /** Those that verify now or will, in order. */
    public List<VerificationKey> usable(Instant now) {
        return keys.stream().filter(key -> now.isBefore(end(key))).toList();
    }
}
