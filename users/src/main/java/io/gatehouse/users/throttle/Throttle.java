package io.gatehouse.users.throttle;

import io.gatehouse.servicekit.problem.ProblemException;
import io.gatehouse.users.digest.Sha256;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Slows guesses of passwords down, and locks nobody out: an allowance that is spent grows back at a steady rate, success
 * or not, and one that others spend does not count where the account has logged in from lately. Kept in the database, so
 * it holds over all replicas; guesses under way at the same instant all pass, as many as the pools of hashing threads
 * take, and are paid back. Names are counted whether accounts have them or not, so that an answer tells nothing of that.
 *
 * <p>What it does not do: while an account is guessed at from many networks, a network where it has not logged in lately
 * competes with those for the one guess every so often.
 */
public final class Throttle {

    /** How long a network is known as one of an account's. */
    private static final Duration KNOWN = Duration.ofDays(30);

    /** A success is written down once in this time, not at each login. */
    private static final Duration NOTED = Duration.ofDays(1);

    private final ThrottleDao dao;
    private final Clock clock;
    private final ThrottleSettings settings;

    Throttle(Jdbi jdbi, Clock clock, ThrottleSettings settings) {
        this.dao = new ThrottleDao(jdbi);
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Lets a password be checked.
     *
     * @param account the name as it is compared
     * @param network the client's; empty when not known
     * @throws ProblemException 429 when too many failed before
     */
    public Guess admit(String account, String network) {
        var guess = new Guess(
                subject("account", account, ""), subject("network", "", network), subject("both", account, network));
        Instant now = now();
        Map<String, ThrottleDao.Row> rows = dao.find(List.of(guess.account, guess.network, guess.both));
        ThrottleDao.Row both = rows.get(guess.both);
        guess.worthNoting = both == null || both.wholeAt().isAfter(now) || !isWithin(NOTED, both.succeededAt(), now);
        Instant next = later(
                next(settings.perAccountAndNetwork(), both), next(settings.perNetwork(), rows.get(guess.network)));
        if (both == null || !isWithin(KNOWN, both.succeededAt(), now)) {
            next = later(next, next(settings.perAccount(), rows.get(guess.account)));
        }
        if (next.isAfter(now)) {
            throw tooMany(Duration.between(now, next));
        }
        return guess;
    }

    /** A password that was let through to be checked. Tell how it went. */
    public final class Guess {

        private final String account;
        private final String network;
        private final String both;
        private boolean worthNoting;

        private Guess(String account, String network, String both) {
            this.account = account;
            this.network = network;
            this.both = both;
        }

        public void failed() {
            Instant now = now();
            charge(both, settings.perAccountAndNetwork(), now);
            charge(network, settings.perNetwork(), now);
            charge(account, settings.perAccount(), now);
        }

        /** Forgives what failed of this account from this network; a guesser with an account wins nothing by its use. */
        public void succeeded() {
            if (worthNoting) {
                dao.succeed(both, now());
            }
        }
    }

    /** Deletes what makes no difference any more, and tells how much. */
    public int sweep(int atMost) {
        return dao.deleteSpent(now(), now().minus(KNOWN), atMost);
    }

    private void charge(String subject, Allowance allowance, Instant now) {
        dao.charge(subject, allowance.thenEvery().toJavaDuration(), now);
    }

    private static Instant next(Allowance allowance, ThrottleDao.@Nullable Row row) {
        return row == null ? Instant.EPOCH : allowance.next(row.wholeAt());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static boolean isWithin(Duration time, Instant instant, Instant now) {
        return instant.plus(time).isAfter(now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A hash, for what somebody typed as a name can be a password, and so that any text takes the same room. */
    private static String subject(String kind, String account, String network) {
        // The network, which has no line break, comes before the name, which may have.
        return Sha256.of(kind + '\n' + network + '\n' + account);
    }

    private static ProblemException tooMany(Duration wait) {
        return new ProblemException(429, "Too many logins failed. Wait and try again.")
                .withHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
    }
}
