package io.gatehouse.users.command;

import io.dropwizard.core.Configuration;
import io.gatehouse.servicekit.database.DatabaseBundle;
import io.gatehouse.users.user.AccountTakenException;
import io.gatehouse.users.user.Actor;
import io.gatehouse.users.user.UserImport;
import jakarta.validation.Validator;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code import-users}: takes over the users of the FastAPI sample, with their ids and passwords, all or none. */
public final class ImportUsersCommand<C extends Configuration> extends AccountCommand<C> {

    private static final String NAME = "import-users";

    public ImportUsersCommand(Class<C> configurationClass, DatabaseBundle<C> database) {
        super(
                NAME,
                "Takes over the users of the FastAPI sample's users.json, with their ids and passwords, all or none.",
                configurationClass,
                database);
    }

    @Override
    public void configure(Subparser subparser) {
        super.configure(subparser);
        subparser.addArgument("users").help("the sample's users.json");
    }

    @Override
    Act<C> read(Namespace arguments, Validator validator) throws CommandRefusedException {
        List<SampleUser> users = new SampleUsersFile(validator).read(Path.of(arguments.getString("users")));
        return (jdbi, configuration) -> {
            try {
                new UserImport(jdbi, Clock.systemUTC())
                        .run(
                                Actor.named(NAME),
                                users.stream().map(SampleUser::toAccount).toList());
                return "Imported " + users.size() + " users.";
            } catch (AccountTakenException e) {
                throw new CommandRefusedException(
                        "[" + e.index() + "]." + e.field() + " is already in the database; nothing has been imported");
            }
        };
    }
}
