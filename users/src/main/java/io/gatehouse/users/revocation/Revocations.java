package io.gatehouse.users.revocation;

import io.gatehouse.servicekit.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The feed of sessions that ended before their time. Entries are numbered in the order in which they become visible:
 * whoever adds one holds the counter until the commit, so a reader that has seen a number has seen all lower ones and
 * can go on from there, however long a transaction took.
 */
public final class Revocations {

    private static final int PAGE = 1000;
    private static final Pattern CURSOR = Pattern.compile("0|[1-9][0-9]{0,17}");

    private final Jdbi jdbi;
    private final Clock clock;
    private final Duration history;

    /** @param history how long entries are kept; must exceed the longest life of an access token */
    public Revocations(Jdbi jdbi, Clock clock, Duration history) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.history = history;
    }

    /**
     * Adds sessions to the feed, as the last act of the transaction that ends them: all others that would add one wait
     * from here to the commit.
     */
    public void publish(Handle handle, List<String> sessionIds) {
        if (sessionIds.isEmpty()) {
            return;
        }
        var dao = new RevocationDao(handle);
        dao.insert(sessionIds, clock.instant().truncatedTo(ChronoUnit.MILLIS), dao.takePositions(sessionIds.size()));
    }

    /**
     * The entries that follow a cursor.
     *
     * @param since the cursor of an earlier page; null for all that is kept
     * @throws ProblemException 400 for what never was a cursor; 410 for one whose successors are not all kept, or one
     *     of another feed, such as that of a database since replaced: start over without
     */
    RevocationPage since(@Nullable String since) {
        long position = since == null ? 0 : position(since);
        List<RevocationDao.Row> rows = jdbi.withHandle(handle -> new RevocationDao(handle).after(position, PAGE + 1));
        RevocationDao.Row first = rows.get(0);
        if (since != null && (position < first.forgotten() || position > first.newest())) {
            throw new ProblemException(410, "The history no longer reaches back to this cursor: start without since.");
        }
        if (first.revocation() == null) {
            return new RevocationPage(List.of(), Long.toString(first.newest()), false);
        }
        List<RevocationDao.Row> page = rows.subList(0, Math.min(PAGE, rows.size()));
        return new RevocationPage(
                page.stream()
                        .map(row -> Objects.requireNonNull(row.revocation()))
                        .toList(),
                Long.toString(page.get(page.size() - 1).position()),
                rows.size() > PAGE);
    }

    private static long position(String cursor) {
        if (!CURSOR.matcher(cursor).matches()) {
            throw new ProblemException(400, "since must be the cursor of an earlier answer.");
        }
        return Long.parseLong(cursor);
    }

    /** Entries older than this may be gone. */
    public Instant keptSince() {
        return clock.instant().minus(history);
    }

    /** Forgets the oldest of the entries whose time is over, and tells how many. */
    public int sweep(int atMost) {
        return jdbi.inTransaction(handle -> new RevocationDao(handle).forget(keptSince(), atMost));
    }
}
