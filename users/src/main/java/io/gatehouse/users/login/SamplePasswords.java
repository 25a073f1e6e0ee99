package io.gatehouse.users.login;

import io.gatehouse.servicekit.startup.StartupException;
import io.gatehouse.users.password.Passwords;
import io.gatehouse.users.user.DemoAccounts;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Finds accounts of the demonstration that a database was left with, for the world to log in to. */
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
     * @throws StartupException when one still has the password that it was made with
     */
    public void refuse() {
        DemoAccounts.PASSWORDS.entrySet().stream()
                .filter(this::opens)
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .ifPresent(username -> {
                    throw new StartupException("The database has the demonstration's account '" + username
                            + "' with the password that everybody knows. Give it another with DEMO_ACCOUNTS=true and"
                            + " PUT /me/password, or start with an empty database.");
                });
    }

    private boolean opens(Map.Entry<String, String> sample) {
        Optional<Credentials> found = jdbi.withHandle(handle -> new LoginDao(handle).find(sample.getKey()));
        return found.isPresent()
                && passwords.matches(sample.getValue(), found.get().passwordHash());
    }
}
