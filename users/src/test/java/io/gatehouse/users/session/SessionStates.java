package io.gatehouse.users.session;

import au.com.dius.pact.provider.junitsupport.State;
import io.gatehouse.users.revocation.Revocations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** Brings about the states of sessions that contracts speak of, with tokens that the contract chose. */
public final class SessionStates {

    private final Jdbi jdbi;
    private final Revocations revocations;

    public SessionStates(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.revocations = new Revocations(jdbi, Clock.systemUTC(), Duration.ofDays(1));
    }

    /** What every interaction starts from: nothing was revoked. */
    public void reset() {
        jdbi.useHandle(handle -> {
            handle.execute("DELETE FROM sessions");
            handle.execute("DELETE FROM revocations");
            handle.execute("UPDATE revocation_feed SET newest = 0, forgotten = 0");
        });
    }

    /** Of a user that another state made. */
    @State("a session of user {user_id}")
    public void aSessionOfAUser(Map<String, Object> session) {
        var token = RefreshToken.of((String) session.get("refresh_token"));
        store(((Number) session.get("user_id")).longValue(), token, token.verifierHash());
    }

    /** Of a user that another state made, if there is one; else of nobody, as after its session's end. */
    @State("a spent refresh token")
    public void aSpentRefreshToken(Map<String, Object> spent) {
        var token = RefreshToken.of((String) spent.get("refresh_token"));
        jdbi.withHandle(handle -> handle.createQuery("SELECT id FROM users ORDER BY id FETCH FIRST ROW ONLY")
                        .mapTo(Long.class)
                        .findOne())
                .ifPresent(userId -> store(userId, token, token.next().verifierHash()));
    }

    @State("sessions were revoked")
    public void sessionsWereRevoked(Map<String, Object> sessions) {
        publish(((Number) sessions.get("count")).intValue());
    }

    /** What was revoked first is no longer known, so that a cursor of before is worth nothing. */
    @State("revocations were forgotten")
    public void revocationsWereForgotten(Map<String, Object> forgotten) {
        publish(((Number) forgotten.get("count")).intValue());
        jdbi.useHandle(handle -> {
            handle.execute("DELETE FROM revocations");
            handle.execute("UPDATE revocation_feed SET forgotten = newest");
        });
    }

    private void publish(int count) {
        List<String> ids =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(count).toList();
        jdbi.useTransaction(handle -> revocations.publish(handle, ids));
    }

    private void store(long userId, RefreshToken token, String verifierHash) {
        Instant now = Instant.now();
        var session = new StoredSession(
                UUID.randomUUID().toString(), userId, verifierHash, now, now.plus(Duration.ofDays(1)));
        jdbi.useHandle(handle -> new SessionDao(handle).insert(session, token.selectorHash()));
    }
}
