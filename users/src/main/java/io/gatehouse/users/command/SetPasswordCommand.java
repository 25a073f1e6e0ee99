package io.gatehouse.users.command;

import io.dropwizard.core.Configuration;
import io.gatehouse.servicekit.database.DatabaseBundle;
import io.gatehouse.users.login.PasswordReset;
import io.gatehouse.users.password.NewPassword;
import io.gatehouse.users.password.Passwords;
import io.gatehouse.users.user.AccessEnd;
import jakarta.validation.Validator;
import java.util.function.BiFunction;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jdbi.v3.core.Jdbi;

/** {@code set-password}: gives an account another password and ends its sessions, for whom the old one is lost or known. */
public final class SetPasswordCommand<C extends Configuration> extends AccountCommand<C> {

    private final BiFunction<Jdbi, C, AccessEnd> access;

    /** @param access what ends sessions, by the database and the configuration */
    public SetPasswordCommand(
            Class<C> configurationClass, DatabaseBundle<C> database, BiFunction<Jdbi, C, AccessEnd> access) {
        super(
                "set-password",
                "Gives an account another password and ends its sessions. " + PasswordSource.FROM,
                configurationClass,
                database);
        this.access = access;
    }

    private record Wanted(@NewPassword String password) {}

    @Override
    public void configure(Subparser subparser) {
        super.configure(subparser);
        subparser.addArgument("--username").required(true).help("the name that the account logs in with");
    }

    @Override
    Act<C> read(Namespace arguments, Validator validator) throws Exception {
        String username = arguments.getString("username");
        var wanted = new Wanted(PasswordSource.read(System.getenv(), System.console(), System.in));
        String errors = String.join("; ", Violations.of(validator, wanted));
        if (!errors.isEmpty()) {
            throw new CommandRefusedException("The " + errors + ".");
        }
        return (jdbi, configuration) -> {
            var reset = new PasswordReset(jdbi, new Passwords(), access.apply(jdbi, configuration));
            if (!reset.reset(username, wanted.password())) {
                throw new CommandRefusedException("There is no such user, or the account changed meanwhile.");
            }
            return "Set the password of " + username + "; all sessions have ended.";
        };
    }
}
