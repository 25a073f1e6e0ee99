package io.gatehouse.contracts.pact;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.contract.PactFile;
import io.gatehouse.gateway.route.Match;
import io.gatehouse.gateway.route.RouteFileReader;
import io.gatehouse.gateway.route.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever the gateway can ask a service is agreed on, and nothing is agreed on that it can't ask. */
class RouteCoverageTest {

    /** What the gateway asks on its own account, as in {@code "users: GET /revocations"}. Nothing yet. */
    private static final Set<String> OWN_CALLS = Set.of();

    /** The interactions of each call that the gateway can make. */
    private static final Map<String, List<String>> interactions = new TreeMap<>();

    private static final List<String> strays = new ArrayList<>();

    @BeforeAll
    static void sort() {
        RouteTable shipped = new RouteFileReader(Map.of()).read(Pacts.ROOT.resolve("gateway/routes.yml"));
        shipped.routes()
                .forEach(route -> interactions.put(call(route.service().name(), route.operation()), new ArrayList<>()));
        OWN_CALLS.forEach(call -> interactions.put(call, new ArrayList<>()));
        // A route table wants a base path; services' paths have none.
        var atServices = new RouteTable(List.of("/any"), shipped.routes());
        for (PactFile pact : Pacts.committed().values()) {
            for (PactFile.Entry interaction : pact.interactions()) {
                String call = call(pact.provider(), operation(interaction, atServices));
                if (interactions.containsKey(call)) {
                    interactions.get(call).add(interaction.description());
                } else {
                    strays.add(call + ": '" + interaction.description() + "'");
                }
            }
        }
        interactions.forEach((call, descriptions) -> System.out.println(call + "\n    " + descriptions));
    }

    @Test
    void every_route_and_every_own_call_has_an_interaction() {
        assertThat(interactions)
                .as("Routes and own calls with their interactions; add one in the gateway's contract tests")
                .allSatisfy((call, descriptions) ->
                        assertThat(descriptions).as(call).isNotEmpty());
    }

    @Test
    void every_interaction_comes_from_a_route_or_an_own_call() {
        assertThat(strays).as("Interactions of which no route knows").isEmpty();
    }

    /** The route's operation, or the request itself when no route leads there. */
    private static String operation(PactFile.Entry interaction, RouteTable atServices) {
        Match match = atServices.match(interaction.method(), "/any" + interaction.path());
        return match instanceof Match.Found found
                ? found.route().operation()
                : interaction.method() + " " + interaction.path();
    }

    private static String call(String service, String operation) {
        return service + ": " + operation;
    }
}
