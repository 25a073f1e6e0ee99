package io.gatehouse.users.command;

import io.dropwizard.core.Configuration;
import io.gatehouse.servicekit.database.DatabaseBundle;
import io.gatehouse.servicekit.problem.ProblemException;
import io.gatehouse.users.password.Passwords;
import io.gatehouse.users.user.AccountCreation;
import io.gatehouse.users.user.Actor;
import io.gatehouse.users.user.NewAccount;
import io.gatehouse.users.user.NewUser;
import io.gatehouse.users.user.User;
import io.gatehouse.users.user.UserType;
import jakarta.validation.Validator;
import java.time.Clock;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code create-admin}: makes an admin whom nobody can delete. The first account of an installation comes from here. */
public final class CreateAdminCommand<C extends Configuration> extends AccountCommand<C> {

    private static final String NAME = "create-admin";

    public CreateAdminCommand(Class<C> configurationClass, DatabaseBundle<C> database) {
        super(NAME, "Makes an admin whom nobody can delete. " + PasswordSource.FROM, configurationClass, database);
    }

    @Override
    public void configure(Subparser subparser) {
        super.configure(subparser);
        subparser.addArgument("--username").required(true).help("the name to log in with");
        subparser.addArgument("--email").help("the e-mail address");
        subparser.addArgument("--full-name").dest("fullName").help("the person's name");
    }

    @Override
    Act<C> read(Namespace arguments, Validator validator) throws Exception {
        var admin = new NewUser(
                arguments.getString("username"),
                PasswordSource.read(System.getenv(), System.console(), System.in),
                arguments.getString("email"),
                arguments.getString("fullName"),
                UserType.ADMIN);
        String errors = String.join("; ", Violations.of(validator, admin));
        if (!errors.isEmpty()) {
            throw new CommandRefusedException("The " + errors + ".");
        }
        return (jdbi, configuration) -> {
            var account = NewAccount.founder(admin, new Passwords().hash(admin.password()));
            try {
                User created = new AccountCreation(jdbi, Clock.systemUTC())
                        .create(Actor.named(NAME), account)
                        .user();
                return "Made the admin " + created.username() + ", user " + created.id() + ".";
            } catch (ProblemException e) {
                throw new CommandRefusedException(String.valueOf(e.getMessage()));
            }
        };
    }
}
