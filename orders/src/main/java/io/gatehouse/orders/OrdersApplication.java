package io.gatehouse.orders;

import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.gatehouse.orders.order.OrderResource;
import io.gatehouse.orders.order.Orders;
import io.gatehouse.servicekit.ServiceKit;
import io.gatehouse.servicekit.database.DatabaseBundle;
import io.gatehouse.servicekit.database.MigrateCommand;
import io.gatehouse.servicekit.database.Sweep;
import io.gatehouse.servicekit.openapi.OpenApiResource;
import io.gatehouse.servicekit.startup.PlainServerCommand;
import java.time.Clock;

/** The orders service. */
public final class OrdersApplication extends Application<OrdersConfiguration> {

    private final Clock clock;
    private final DatabaseBundle<OrdersConfiguration> database =
            new DatabaseBundle<>("orders/migrations.yaml", OrdersConfiguration::database);

    public OrdersApplication() {
        this(Clock.systemUTC());
    }

    OrdersApplication(Clock clock) {
        this.clock = clock;
    }

    public static void main(String[] arguments) throws Exception {
        new OrdersApplication().run(arguments);
    }

    @Override
    public String getName() {
        return "orders";
    }

    @Override
    protected void addDefaultCommands(Bootstrap<OrdersConfiguration> bootstrap) {
        bootstrap.addCommand(new PlainServerCommand<>(this));
    }

    @Override
    public void initialize(Bootstrap<OrdersConfiguration> bootstrap) {
        bootstrap.addBundle(new ServiceKit());
        bootstrap.addBundle(database);
        bootstrap.addCommand(new MigrateCommand<>(OrdersConfiguration.class, database));
    }

    @Override
    public void run(OrdersConfiguration configuration, Environment environment) {
        configuration.trust().guard(environment, clock);
        var orders = new Orders(database.jdbi(), clock);
        environment.jersey().register(new OrderResource(orders));
        environment.jersey().register(new OpenApiResource("orders/openapi.json"));
        Sweep.schedule(
                "idempotency-key-sweep",
                configuration.sweepIdempotencyKeysEvery(),
                environment.lifecycle(),
                orders::sweepKeys);
    }
}
