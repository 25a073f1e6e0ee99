package io.gatehouse.users.login;

import io.gatehouse.servicekit.problem.ProblemException;
import io.gatehouse.users.password.HashingPool;
import io.gatehouse.users.password.PasswordHash;
import io.gatehouse.users.password.Passwords;
import io.gatehouse.users.session.OpenSession;
import io.gatehouse.users.session.Sessions;
import io.gatehouse.users.throttle.Throttle;
import io.gatehouse.users.user.LookupKey;
import io.gatehouse.users.user.Username;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A password for a session. That there is no such user takes as long, and is answered the same, as a wrong password.
 */
public final class Logins {

    private static final Logger log = LoggerFactory.getLogger(Logins.class);
    private static final Pattern USERNAME = Pattern.compile(Username.PATTERN);

    /** How often a hash may be replaced under a login, which other logins of the account can do at most once. */
    private static final int ATTEMPTS = 3;

    private final Jdbi jdbi;
    private final Passwords passwords;
    private final HashingPool hashing;
    private final Sessions sessions;
    private final Throttle throttle;

    public Logins(Jdbi jdbi, Passwords passwords, HashingPool hashing, Sessions sessions, Throttle throttle) {
        this.jdbi = jdbi;
        this.passwords = passwords;
        this.hashing = hashing;
        this.sessions = sessions;
        this.throttle = throttle;
    }

    /** @param network the client's, whose failures are counted */
    CompletionStage<OpenSession> login(String username, String password, String network) {
        hashing.requireRoom();
        Throttle.Guess guess = throttle.admit(LookupKey.of(username), network);
        Optional<Credentials> found = find(username);
        return hashing.run(() -> {
            Optional<OpenSession> session = check(found, password);
            if (session.isEmpty()) {
                guess.failed();
                throw new ProblemException(401, "Username or password is wrong.")
                        .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            }
            guess.succeeded();
            return session.get();
        });
    }

    private Optional<OpenSession> check(Optional<Credentials> found, String password) {
        Optional<Credentials> current = found;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (current.isEmpty()) {
                passwords.matchNobody(password);
                return Optional.empty();
            }
            Credentials credentials = current.get();
            if (!passwords.matches(password, credentials.passwordHash())) {
                return Optional.empty();
            }
            Optional<OpenSession> session = open(credentials, password);
            if (session.isPresent()) {
                return session;
            }
            current = jdbi.withHandle(handle -> new LoginDao(handle).find(credentials.id()));
        }
        return Optional.empty();
    }

    /** Empty when another hash has taken the place of the one checked, with the same password or a new one. */
    private Optional<OpenSession> open(Credentials checked, String password) {
        PasswordHash better = better(checked, password);
        return jdbi.inTransaction(handle -> {
            var dao = new LoginDao(handle);
            return dao.lockUnchanged(checked).map(userType -> {
                if (better != null) {
                    dao.replaceHash(checked.id(), better);
                    log.info("Hashed the password of user {} anew", checked.id());
                }
                return sessions.open(handle, checked.id(), userType);
            });
        });
    }

    private @Nullable PasswordHash better(Credentials checked, String password) {
        return passwords.isOutdated(password, checked.passwordHash()) ? passwords.hash(password) : null;
    }

    /** Asks the database for possible names only: PostgreSQL knows no text with a NUL or half a character in it. */
    private Optional<Credentials> find(String username) {
        return username.length() <= Username.MAX && USERNAME.matcher(username).matches()
                ? jdbi.withHandle(handle -> new LoginDao(handle).find(LookupKey.of(username)))
                : Optional.empty();
    }
}
