package io.gatehouse.gateway.check;

import io.gatehouse.gateway.docs.ServiceDocument;
import io.gatehouse.gateway.route.Match;
import io.gatehouse.gateway.route.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The interactions of each call that the gateway can make. Whatever it can ask a service has to be agreed on, and nothing
 * may be agreed on that it can't ask.
 */
final class PactCoverage {

    /** By {@code service: METHOD /path}: the descriptions of its interactions. */
    private final Map<String, List<String>> calls = new TreeMap<>();

    private final List<String> strangers = new ArrayList<>();

    PactCoverage(RouteTable routes, Map<String, ServiceDocument> documents, List<Pact> pacts) {
        routes.routes()
                .forEach(route -> calls.put(route.service().name() + ": " + route.operation(), new ArrayList<>()));
        documents.forEach((service, document) -> document.operations().stream()
                .filter(operation -> operation.isInternal())
                .forEach(operation -> calls.put(service + ": " + operation, new ArrayList<>())));
        // A route table wants a base path; services' paths have none.
        var atServices = new RouteTable(List.of("/any"), routes.routes());
        for (Pact pact : pacts) {
            for (Pact.Interaction interaction : pact.interactions()) {
                add(pact.provider() + ": " + operation(interaction, atServices), interaction.description());
            }
        }
    }

    private void add(String call, String description) {
        List<String> descriptions = calls.get(call);
        if (descriptions == null) {
            strangers.add(call + ": '" + description
                    + "' is agreed on, but no route leads there and the gateway does not ask it itself");
        } else {
            descriptions.add(description);
        }
    }

    List<String> findings() {
        List<String> findings = new ArrayList<>(strangers);
        calls.forEach((call, descriptions) -> {
            if (descriptions.isEmpty()) {
                findings.add(call + ": no pact has an interaction for it; add one in the gateway's contract tests");
            }
        });
        return findings;
    }

    /** Each call on a line, and below it what is agreed on. */
    String asText() {
        return calls.entrySet().stream()
                .flatMap(call -> Stream.concat(
                        Stream.of(call.getKey()), call.getValue().stream().map(each -> "  " + each)))
                .collect(Collectors.joining("\n"));
    }

    /** The route's operation, or the request itself when no route leads there. */
    private static String operation(Pact.Interaction interaction, RouteTable atServices) {
        Match match = atServices.match(interaction.method(), "/any" + interaction.path());
        return match instanceof Match.Found found
                ? found.route().operation()
                : interaction.method() + " " + interaction.path();
    }
}
