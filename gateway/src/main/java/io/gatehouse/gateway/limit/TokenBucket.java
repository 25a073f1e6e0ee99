package io.gatehouse.gateway.limit;

import io.gatehouse.gateway.route.RateLimit;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;

/** A rate limit as a token bucket: it holds {@code burst} tokens and regains {@code allow} a period, evenly. */
final class TokenBucket {

    private TokenBucket() {}

    static BucketConfiguration configuration(RateLimit limit) {
        return new BucketConfiguration(List.of(Bandwidth.builder()
                .capacity(limit.burst())
                .refillGreedy(limit.allow(), limit.period())
                .build()));
    }

    /** How long an empty bucket takes to be full. */
    static Duration refillTime(RateLimit limit) {
        BigInteger nanos = BigInteger.valueOf(limit.period().toNanos())
                .multiply(BigInteger.valueOf(limit.burst()))
                .divide(BigInteger.valueOf(limit.allow()));
        return Duration.ofNanos(nanos.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue());
    }

    static Verdict verdict(ConsumptionProbe probe) {
        return probe.isConsumed()
                ? new Verdict.Allowed(probe.getRemainingTokens(), probe.getNanosToWaitForReset())
                : new Verdict.Refused(probe.getNanosToWaitForRefill(), probe.getNanosToWaitForReset());
    }
}
