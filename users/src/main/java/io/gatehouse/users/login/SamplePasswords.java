package io.gatehouse.users.login;

import io.gatehouse.servicekit.startup.StartupException;
import io.gatehouse.users.password.Passwords;
import io.gatehouse.users.user.DemoAccounts;
import io.gatehouse.users.user.DemoAccounts.Sample;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * Finds accounts of the demonstration that a database was left with, renamed or not, for the world to log in to. They
 * come from the FastAPI sample, whose users may be imported, too.
 */
public final class SamplePasswords {

    private final Jdbi jdbi;
    private final Passwords passwords;

    public SamplePasswords(Jdbi jdbi, Passwords passwords) {
        this.jdbi = jdbi;
        this.passwords = passwords;
    }

    /**
     * Lets a service start that has no such account.
     *
     * @throws StartupException when one still has the password that it was made with, or has no hash that can be read
     */
    public void refuse() {
        Stream.of(DemoAccounts.ADMIN, DemoAccounts.OTHER)
                .flatMap(this::opened)
                .findFirst()
                .ifPresent(account -> {
                    throw new StartupException("The account '" + account.usernameKey()
                            + "' has the password of the demonstration, which everybody knows. Give it another: "
                            + setPassword(account));
                });
    }

    private Stream<Credentials> opened(Sample sample) {
        return jdbi.withHandle(handle -> {
                    var dao = new LoginDao(handle);
                    return Stream.of(dao.find(sample.id()), dao.find(sample.username()));
                })
                .flatMap(Optional::stream)
                .filter(account -> matches(sample, account));
    }

    private boolean matches(Sample sample, Credentials account) {
        try {
            return passwords.matches(sample.password(), account.passwordHash());
        } catch (IllegalArgumentException e) {
            throw new StartupException("What is stored for a password of the account '" + account.usernameKey()
                    + "' is no hash that can be read, so nobody can log in to it. Give it a password: "
                    + setPassword(account));
        }
    }

    private static String setPassword(Credentials account) {
        return "users set-password users.yml --username " + account.usernameKey();
    }
}
