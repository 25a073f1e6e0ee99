package io.gatehouse.gateway.check;

import io.gatehouse.gateway.docs.ServiceDocument;
import io.gatehouse.gateway.route.RouteTable;
import io.gatehouse.servicekit.startup.StartupException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds routes, the services' OpenAPI documents and the pacts against each other. */
public final class SystemCheck {

    private final Map<String, ServiceDocument> documents = new TreeMap<>();
    private final List<Pact> pacts = new ArrayList<>();

    /** Adds a service's OpenAPI document. */
    public SystemCheck withDocument(String service, Path file) {
        try {
            documents.put(service, ServiceDocument.read(file));
            return this;
        } catch (IOException e) {
            throw new StartupException(file + " can't be used as the document of " + service + ": " + e.getMessage());
        }
    }

    /** Adds a pact, or all pacts of a folder. */
    public SystemCheck withPacts(Path fileOrFolder) {
        pacts.addAll(Pact.read(fileOrFolder));
        return this;
    }

    /**
     * Everything that does not fit; what there is neither a document nor a pact for is not judged.
     *
     * @return a line each, which begins with the service and the operation
     */
    public List<String> findings(RouteTable routes) {
        List<String> findings = new ArrayList<>(new OpenApiFindings(routes, documents).find());
        if (!pacts.isEmpty()) {
            findings.addAll(new PactCoverage(routes, documents, pacts).findings());
        }
        return findings;
    }

    /** What is agreed on for each call that the gateway can make, for people; empty without pacts. */
    public String agreements(RouteTable routes) {
        return pacts.isEmpty() ? "" : new PactCoverage(routes, documents, pacts).asText();
    }
}
