package io.gatehouse.servicekit.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a broker keeps, and what it picks from it. Its main branch is {@code main}, as with a real one by default. */
final class BrokerShelf {

    static final String MAIN = "main";

    private final List<PublishedPact> pacts = new ArrayList<>();
    private final List<PublishedResult> results = new ArrayList<>();
    private final Map<String, String> providerBranches = new HashMap<>();
    private final Set<String> deployed = new HashSet<>();

    synchronized void add(PublishedPact pact) {
        pacts.add(pact);
    }

    synchronized void add(PublishedResult result) {
        results.add(result);
    }

    synchronized void providerBranch(String provider, String version, String branch) {
        providerBranches.put(provider + "@" + version, branch);
    }

    synchronized void deploy(String consumer, String version) {
        deployed.add(consumer + "@" + version);
    }

    synchronized List<PublishedPact> pacts() {
        return List.copyOf(pacts);
    }

    synchronized List<PublishedResult> results() {
        return List.copyOf(results);
    }

    synchronized @Nullable PublishedPact find(String provider, String consumer, String version) {
        return pacts.stream()
                .filter(pact -> pact.provider().equals(provider)
                        && pact.consumer().equals(consumer)
                        && pact.version().equals(version))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    /** The pacts with a provider that any of the selectors asks for, each content once. */
    synchronized Collection<PublishedPact> select(String provider, JsonNode selectors, String providerBranch) {
        Map<JsonNode, PublishedPact> selected = new LinkedHashMap<>();
        for (JsonNode selector : selectors) {
            Map<String, PublishedPact> latest = new LinkedHashMap<>();
            for (PublishedPact pact : pacts) {
                if (pact.provider().equals(provider) && matches(selector, pact, providerBranch)) {
                    latest.put(pact.consumer(), pact);
                }
            }
            latest.values().forEach(pact -> selected.put(pact.content(), pact));
        }
        return selected.values();
    }

    private boolean matches(JsonNode selector, PublishedPact pact, String providerBranch) {
        if (selector.path("mainBranch").asBoolean()) {
            return MAIN.equals(pact.branch());
        } else if (selector.path("matchingBranch").asBoolean()) {
            return providerBranch.equals(pact.branch());
        } else if (selector.path("deployedOrReleased").asBoolean()) {
            return deployed.contains(pact.consumer() + "@" + pact.version());
        }
        throw new IllegalArgumentException("Unknown selector: " + selector);
    }

    /** Whether no version of this branch of the provider ever kept the pact. */
    synchronized boolean pending(PublishedPact pact, String providerBranch) {
        return results.stream()
                .noneMatch(result -> result.success()
                        && result.pact().content().equals(pact.content())
                        && providerBranch.equals(
                                providerBranches.get(pact.provider() + "@" + result.providerVersion())));
    }

    /** The last result of each pact that the version of a consumer or of a provider is part of, null where none is. */
    synchronized Map<PublishedPact, @Nullable PublishedResult> matrix(String pacticipant, String version) {
        Map<PublishedPact, @Nullable PublishedResult> matrix = new LinkedHashMap<>();
        for (PublishedPact pact : pacts) {
            boolean asConsumer =
                    pact.consumer().equals(pacticipant) && pact.version().equals(version);
            boolean asProvider = pact.provider().equals(pacticipant) && MAIN.equals(pact.branch());
            if (asConsumer || asProvider) {
                matrix.put(pact, null);
                results.stream()
                        .filter(result -> result.pact().content().equals(pact.content()))
                        .filter(result -> asConsumer || result.providerVersion().equals(version))
                        .forEach(result -> matrix.put(pact, result));
            }
        }
        return matrix;
    }
}
