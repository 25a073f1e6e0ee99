package io.gatehouse.gateway.check;

import io.gatehouse.gateway.docs.ServiceDocument;
import io.gatehouse.gateway.route.Match;
import io.gatehouse.gateway.route.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whatever the gateway can ask a service is agreed on, and nothing is agreed on that it can't ask. */
final class PactFindings {

    private final RouteTable routes;
    private final Map<String, ServiceDocument> documents;
    private final List<Pact> pacts;

    PactFindings(RouteTable routes, Map<String, ServiceDocument> documents, List<Pact> pacts) {
        this.routes = routes;
        this.documents = documents;
        this.pacts = pacts;
    }

    /** How many interactions each call has that the gateway can make, by {@code service: METHOD /path}. */
    private Map<String, Integer> calls() {
        Map<String, Integer> calls = new TreeMap<>();
        routes.routes().forEach(route -> calls.put(route.service().name() + ": " + route.operation(), 0));
        documents.forEach((service, document) -> document.operations().stream()
                .filter(operation -> operation.isInternal())
                .forEach(operation -> calls.put(service + ": " + operation, 0)));
        return calls;
    }

    List<String> find() {
        List<String> findings = new ArrayList<>();
        Map<String, Integer> calls = calls();
        // A route table wants a base path; services' paths have none.
        var atServices = new RouteTable(List.of("/any"), routes.routes());
        for (Pact pact : pacts) {
            for (Pact.Interaction interaction : pact.interactions()) {
                String call = pact.provider() + ": " + operation(interaction, atServices);
                if (calls.computeIfPresent(call, (key, count) -> count + 1) == null) {
                    findings.add(call + ": '" + interaction.description()
                            + "' is agreed on, but no route leads there and the gateway does not ask it itself");
                }
            }
        }
        calls.forEach((call, count) -> {
            if (count == 0) {
                findings.add(call + ": no pact has an interaction for it; add one in the gateway's contract tests");
            }
        });
        return findings;
    }

    /** The route's operation, or the request itself when no route leads there. */
    private static String operation(Pact.Interaction interaction, RouteTable atServices) {
        Match match = atServices.match(interaction.method(), "/any" + interaction.path());
        return match instanceof Match.Found found
                ? found.route().operation()
                : interaction.method() + " " + interaction.path();
    }
}
