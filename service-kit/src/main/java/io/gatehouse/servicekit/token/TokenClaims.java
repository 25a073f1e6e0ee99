package io.gatehouse.servicekit.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a token says (RFC 7519 §4), each claim of the one type that our signers write. */
public final class TokenClaims {

    /** Seconds until the year 9999. */
    private static final long LATEST = 253_402_300_799L;

    private final ObjectNode json;
    private final Instant keyEnds;
    private final Duration life;
    private final Duration leeway;

    TokenClaims(ObjectNode json, Instant keyEnds, Duration life, Duration leeway) {
        this.json = json;
        this.keyEnds = keyEnds;
        this.life = life;
        this.leeway = leeway;
    }

    /** A claim, or null when it is missing or no text. */
    public @Nullable String text(String name) {
        return json.path(name).textValue();
    }

    public @Nullable String subject() {
        return text("sub");
    }

    /** Of a verified token: by its own word, or the longest life after its issue, whichever is sooner. */
    public Instant expiresAt() {
        Instant own = seconds("exp");
        Instant longest = seconds("iat").plus(life);
        return own.isBefore(longest) ? own : longest;
    }

    private Instant seconds(String name) {
        return Instant.ofEpochSecond(json.path(name).longValue());
    }

    /** When a verified token is refused: past its end, whoever's clock it goes by, or with its key. */
    public Instant acceptedUntil() {
        Instant end = expiresAt().plus(leeway);
        return end.isBefore(keyEnds) ? end : keyEnds;
    }

    boolean has(String name) {
        return json.has(name);
    }

    /** A time in whole seconds, or null when it is missing or none. */
    @Nullable
    Instant time(String name) {
        JsonNode seconds = json.path(name);
        return seconds.isIntegralNumber()
                        && seconds.canConvertToLong()
                        && seconds.longValue() >= 0
                        && seconds.longValue() <= LATEST
                ? Instant.ofEpochSecond(seconds.longValue())
                : null;
    }

    /** Whether the token is for this audience and no other. */
    boolean isFor(String audience) {
        JsonNode value = json.path("aud");
        JsonNode only = value.isArray() && value.size() == 1 ? value.get(0) : value;
        return audience.equals(only.textValue());
    }
}
