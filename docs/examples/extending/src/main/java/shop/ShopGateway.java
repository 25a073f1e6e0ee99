package shop;

import io.dropwizard.core.setup.Environment;
import io.gatehouse.gateway.GatewayApplication;
import io.gatehouse.gateway.GatewayConfiguration;

/** The gateway with a resource of the shop's own beside it. */
public class ShopGateway extends GatewayApplication {

    public static void main(String[] arguments) throws Exception {
        new ShopGateway().run(arguments);
    }

    @Override
    public void run(GatewayConfiguration configuration, Environment environment) {
        super.run(configuration, environment);
        environment.jersey().register(new OpeningHours());
    }
}
