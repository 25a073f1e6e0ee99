package io.gatehouse.users;

import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.gatehouse.servicekit.ServiceKit;
import io.gatehouse.servicekit.database.DatabaseBundle;
import io.gatehouse.servicekit.database.MigrateCommand;
import io.gatehouse.servicekit.database.Sweep;
import io.gatehouse.servicekit.openapi.OpenApiResource;
import io.gatehouse.servicekit.startup.PlainServerCommand;
import io.gatehouse.users.command.CreateAdminCommand;
import io.gatehouse.users.command.ImportUsersCommand;
import io.gatehouse.users.command.SetPasswordCommand;
import io.gatehouse.users.login.LoginResource;
import io.gatehouse.users.login.Logins;
import io.gatehouse.users.login.PasswordChange;
import io.gatehouse.users.login.PasswordResource;
import io.gatehouse.users.login.SamplePasswords;
import io.gatehouse.users.password.Hashing;
import io.gatehouse.users.password.Passwords;
import io.gatehouse.users.revocation.RevocationResource;
import io.gatehouse.users.revocation.Revocations;
import io.gatehouse.users.session.SessionResource;
import io.gatehouse.users.session.Sessions;
import io.gatehouse.users.throttle.Throttle;
import io.gatehouse.users.user.DemoAccounts;
import io.gatehouse.users.user.MeResource;
import io.gatehouse.users.user.UserResource;
import io.gatehouse.users.user.Users;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** The users service: table of contents. */
public final class UsersApplication extends Application<UsersConfiguration> {

    private final DatabaseBundle<UsersConfiguration> database =
            new DatabaseBundle<>("users/migrations.yaml", UsersConfiguration::database);
    private final Clock clock;

    public UsersApplication() {
        this(Clock.systemUTC());
    }

    UsersApplication(Clock clock) {
        this.clock = clock;
    }

    public static void main(String[] arguments) throws Exception {
        new UsersApplication().run(arguments);
    }

    @Override
    public String getName() {
        return "users";
    }

    @Override
    protected void addDefaultCommands(Bootstrap<UsersConfiguration> bootstrap) {
        bootstrap.addCommand(new PlainServerCommand<>(this));
    }

    @Override
    public void initialize(Bootstrap<UsersConfiguration> bootstrap) {
        bootstrap.addBundle(new ServiceKit());
        bootstrap.addBundle(database);
        bootstrap.addCommand(new MigrateCommand<>(UsersConfiguration.class, database));
        bootstrap.addCommand(new CreateAdminCommand<>(UsersConfiguration.class, database));
        bootstrap.addCommand(new ImportUsersCommand<>(UsersConfiguration.class, database));
        bootstrap.addCommand(new SetPasswordCommand<>(UsersConfiguration.class, database, this::sessions));
    }

    @Override
    public void run(UsersConfiguration configuration, Environment environment) {
        Jdbi jdbi = database.jdbi();
        Hashing hashing = configuration.passwords().build(environment.lifecycle());
        Passwords passwords = hashing.passwords();

        configuration.trust().guard(environment, clock);
        Revocations revocations = configuration.revocations().build(jdbi, clock);
        environment.jersey().register(new RevocationResource(revocations));
        Sessions sessions = sessions(jdbi, configuration);
        environment.jersey().register(new SessionResource(sessions));
        Throttle throttle = configuration.failedLogins().build(jdbi, clock);
        environment
                .jersey()
                .register(new LoginResource(new Logins(jdbi, passwords, hashing.pool(), sessions, throttle)));
        var passwordChange = new PasswordChange(jdbi, passwords, sessions, throttle);
        environment.jersey().register(new PasswordResource(passwordChange, hashing.pool()));
        var users = new Users(jdbi, clock, sessions);
        environment.jersey().register(new UserResource(users, passwords, hashing.pool()));
        environment.jersey().register(new MeResource(users));
        environment.jersey().register(new OpenApiResource("users/openapi.json"));
        Sweep.schedule(
                "sweep",
                configuration.sweepEvery(),
                environment.lifecycle(),
                sessions::sweep,
                revocations::sweep,
                throttle::sweep);

        if (configuration.demoAccounts()) {
            new DemoAccounts(jdbi, passwords, clock).seed();
        } else {
            new SamplePasswords(jdbi, passwords).refuse();
        }
    }

    private Sessions sessions(Jdbi jdbi, UsersConfiguration configuration) {
        return new Sessions(
                jdbi,
                clock,
                configuration.sessions(),
                configuration.revocations().build(jdbi, clock));
    }
}
