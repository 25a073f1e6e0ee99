package io.gatehouse.users.session;

import io.gatehouse.servicekit.problem.ProblemException;
import io.gatehouse.users.revocation.Revocations;
import io.gatehouse.users.user.AccessEnd;
import io.gatehouse.users.user.UserType;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of sessions. A refresh token is good once; when a spent one comes again, two hold tokens of one session and
 * nobody can tell who is the thief, so the session ends for both (RFC 9700 §4.14.2). There is no time of grace: of
 * refreshes made at once with one token the first gets a pair, which the second ends.
 *
 * <p>Every end but that by age is published to the feed of revocations in the same transaction.
 */
public final class Sessions implements AccessEnd {

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    private final Jdbi jdbi;
    private final Clock clock;
    private final SessionSettings settings;
    private final Revocations revocations;

    public Sessions(Jdbi jdbi, Clock clock, SessionSettings settings, Revocations revocations) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.settings = settings;
        this.revocations = revocations;
    }

    /**
     * Begins a session, and ends the oldest of the user's when there are too many. The last act of a transaction that
     * holds the row of the user, who is of this type.
     */
    public OpenSession open(Handle handle, long userId, UserType userType) {
        var dao = new SessionDao(handle);
        List<String> oldest = dao.idsBeyond(userId, settings.perUser() - 1);
        dao.delete(oldest);
        var token = RefreshToken.create();
        Instant now = now();
        String id = UUID.randomUUID().toString();
        dao.insert(
                new StoredSession(id, userId, token.verifierHash(), now, settings.expiry(now, now)),
                token.selectorHash());
        revocations.publish(handle, oldest);
        return new OpenSession(userId, userType, id, token.text());
    }

    /**
     * Spends a refresh token for the next one.
     *
     * @throws ProblemException 401 for one that is unknown, spent or expired, or whose session has ended
     */
    OpenSession refresh(String refreshToken) {
        var token = RefreshToken.of(refreshToken);
        // The refusal is thrown after the commit, for a refusal can have ended the session.
        return jdbi.inTransaction(handle -> refresh(handle, token)).orElseThrow(Sessions::refused);
    }

    private Optional<OpenSession> refresh(Handle handle, RefreshToken token) {
        var dao = new SessionDao(handle);
        Held held = hold(dao, token).orElse(null);
        if (held == null) {
            return Optional.empty();
        }
        StoredSession session = held.session();
        if (!session.verifierHash().equals(token.verifierHash())) {
            log.warn("A spent refresh token of user {} came again; session {} ends", session.userId(), session.id());
            end(handle, List.of(session.id()));
            return Optional.empty();
        }
        Instant now = now();
        if (!session.expiresAt().isAfter(now)) {
            return Optional.empty();
        }
        RefreshToken next = token.next();
        dao.rotate(session.id(), next.verifierHash(), settings.expiry(session.startedAt(), now));
        return Optional.of(new OpenSession(session.userId(), held.userType(), session.id(), next.text()));
    }

    /** Ends the session that a token belongs to, a spent one too; does nothing for any other text (RFC 7009 §2.2). */
    void logout(String refreshToken) {
        var token = RefreshToken.of(refreshToken);
        jdbi.useTransaction(handle -> hold(new SessionDao(handle), token)
                .ifPresent(held -> end(handle, List.of(held.session().id()))));
    }

    @Override
    public void endAccess(Handle handle, long userId) {
        // Expired ones too: an access token of their last minutes may still be good.
        end(handle, new SessionDao(handle).idsBeyond(userId, 0));
    }

    /** A session of which nothing can change until the transaction ends, nor of its user. */
    private record Held(StoredSession session, UserType userType) {}

    private static Optional<Held> hold(SessionDao dao, RefreshToken token) {
        String selectorHash = token.selectorHash();
        return dao.find(selectorHash)
                .flatMap(seen -> dao.lockUser(seen.userId()))
                // What was seen may have changed while the lock was awaited.
                .flatMap(userType -> dao.find(selectorHash).map(session -> new Held(session, userType)));
    }

    private void end(Handle handle, List<String> ids) {
        new SessionDao(handle).delete(ids);
        revocations.publish(handle, ids);
    }

    /**
     * Deletes some of the sessions that expired so long ago that no access token of theirs can be good, and tells how
     * many.
     */
    public int sweep(int atMost) {
        return jdbi.inTransaction(handle -> {
            var dao = new SessionDao(handle);
            List<String> expired = dao.lockExpired(revocations.keptSince(), atMost);
            dao.delete(expired);
            return expired.size();
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static ProblemException refused() {
        return new ProblemException(401, "Refresh token is invalid or expired.")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    }
}
