package io.gatehouse.gateway.upstream;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.dropwizard.core.setup.Environment;
import io.gatehouse.servicekit.caller.InternalTokenSigner;
import io.gatehouse.servicekit.token.KeyFiles;
import io.gatehouse.servicekit.token.KeyWatch;
import io.gatehouse.servicekit.token.SigningRing;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The internal token for each service and user, signed once and used for a third to two thirds of its life: drawn, or
 * tokens of users who came together would all be signed anew together, again and again.
 */
public final class InternalTokens {

    private static final int KEPT = 10_000;

    private final LoadingCache<Recipient, String> headers;

    InternalTokens(InternalTokenSigner signer, Ticker ticker) {
        this.headers = Caffeine.newBuilder()
                .executor(Runnable::run) // housekeeping costs less than to wake a thread for it
                .ticker(ticker)
                .maximumSize(KEPT)
                .expireAfter(Expiry.creating((recipient, header) -> use()))
                .build(recipient -> "Bearer " + signer.sign(recipient.service(), recipient.userId()));
    }

    /** Tokens signed with the keys of these files, and of what becomes of them. */
    public static InternalTokens by(KeyFiles files, Environment environment, Clock clock) {
        KeyWatch<SigningRing> keys =
                files.watchPrivate("internal", InternalTokenSigner.LIFE).start(environment);
        return new InternalTokens(new InternalTokenSigner(now -> keys.get().signer(now), clock), Ticker.systemTicker());
    }

    private static Duration use() {
        long third = InternalTokenSigner.LIFE.toMillis() / 3;
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(third, 2 * third));
    }

    /** The Authorization header's value for a call to a service. */
    String authorization(String service, @Nullable Long userId) {
        return headers.get(new Recipient(service, userId));
    }

    private record Recipient(String service, @Nullable Long userId) {}
}
