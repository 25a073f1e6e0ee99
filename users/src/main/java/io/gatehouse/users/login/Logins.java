package io.gatehouse.users.login;

import io.gatehouse.servicekit.problem.ProblemException;
import io.gatehouse.users.password.HashingPool;
import io.gatehouse.users.password.PasswordHash;
import io.gatehouse.users.password.Passwords;
import io.gatehouse.users.user.LookupKey;
import io.gatehouse.users.user.Username;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The check of a password. That there is no such user takes as long, and is answered the same, as a wrong password. */
public final class Logins {

    private static final Logger log = LoggerFactory.getLogger(Logins.class);
    private static final Pattern USERNAME = Pattern.compile(Username.PATTERN);

    private final LoginDao dao;
    private final Passwords passwords;
    private final HashingPool hashing;

    public Logins(Jdbi jdbi, Passwords passwords, HashingPool hashing) {
        this.dao = new LoginDao(jdbi);
        this.passwords = passwords;
        this.hashing = hashing;
    }

    CompletionStage<LoggedIn> login(String username, String password) {
        Optional<Credentials> found = find(username);
        return hashing.run(() -> {
            Credentials credentials = found.orElse(null);
            if (credentials == null) {
                passwords.matchNobody(password);
                throw refused();
            } else if (!passwords.matches(password, credentials.passwordHash())) {
                throw refused();
            }
            improveHash(credentials, password);
            return new LoggedIn(credentials.id(), credentials.userType());
        });
    }

    /** Asks the database for possible names only: PostgreSQL knows no text with a NUL or half a character in it. */
    private Optional<Credentials> find(String username) {
        return username.length() <= Username.MAX && USERNAME.matcher(username).matches()
                ? dao.find(LookupKey.of(username))
                : Optional.empty();
    }

    /** A database that can't be written to does not stop a login. */
    private void improveHash(Credentials credentials, String password) {
        if (!passwords.isOutdated(password, credentials.passwordHash())) {
            return;
        }
        PasswordHash fresh = passwords.hash(password);
        try {
            dao.replaceHash(credentials.id(), credentials.passwordHash(), fresh);
            log.info("Hashed the password of user {} anew", credentials.id());
        } catch (JdbiException e) {
            log.warn("Could not store a better hash of the password of user {}: {}", credentials.id(), e.getMessage());
        }
    }

    private static ProblemException refused() {
        return new ProblemException(401, "Username or password is wrong.")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
}
