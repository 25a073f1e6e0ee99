package io.gatehouse.servicekit;

import com.codahale.metrics.health.HealthCheck;
import io.dropwizard.auth.Auth;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.gatehouse.servicekit.caller.InternalCaller;
import io.gatehouse.servicekit.caller.Trust;
import io.gatehouse.servicekit.testing.TestTrust;
import io.gatehouse.servicekit.token.KeyFiles;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The smallest service that has every way to fail. */
public final class TestApplication extends Application<Configuration> {

    static final String AUDIENCE = "things";
    static final TestTrust GATEWAY = new TestTrust();

    @Override
    public void initialize(Bootstrap<Configuration> bootstrap) {
        bootstrap.addBundle(new ServiceKit());
    }

    @Override
    public void run(Configuration configuration, Environment environment) {
        new Trust(AUDIENCE, new KeyFiles(List.of(GATEWAY.publicKeys()))).guard(environment, Clock.systemUTC());
        environment.jersey().register(new Things());
        environment.healthChecks().register("things", new HealthCheck() {
            @Override
            protected Result check() {
                return Result.healthy();
            }
        });
    }

    enum Color {
        RED,
        GREEN
    }

    record Part(@NotBlank String label) {}

    record Thing(
            @NotBlank @Size(max = 10) String name,
            @Min(1) @Max(9) int count,
            Color color,
            List<@Valid Part> parts) {}

    @Path("/things")
    @Produces(MediaType.APPLICATION_JSON)
    @Consumes(MediaType.APPLICATION_JSON)
    public static final class Things {

        @GET
        public Map<String, Long> whoAsks(@Auth InternalCaller caller) {
            return Map.of("user_id", caller.userId());
        }

        @POST
        public Thing add(@Auth InternalCaller caller, @NotNull @Valid Thing thing) {
            return thing;
        }

        @GET
        @Path("some")
        public List<Integer> some(@Auth InternalCaller caller, @QueryParam("limit") @Min(1) @Max(200) Integer limit) {
            return List.of(limit);
        }

        @GET
        @Path("broken")
        public List<Integer> broken() {
            return List.copyOf(java.util.Collections.nCopies(-1, 0)); // "List length = -1"
        }
    }
}
