package io.gatehouse.gateway.check;

import io.gatehouse.gateway.docs.DocumentedOperation;
import io.gatehouse.gateway.docs.ServiceDocument;
import io.gatehouse.gateway.route.Route;
import io.gatehouse.gateway.route.RouteTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where routes and what services say of themselves do not fit. */
final class OpenApiFindings {

    private final RouteTable routes;
    private final Map<String, ServiceDocument> documents;
    private final List<String> findings = new ArrayList<>();

    OpenApiFindings(RouteTable routes, Map<String, ServiceDocument> documents) {
        this.routes = routes;
        this.documents = documents;
    }

    List<String> find() {
        Set<String> routed = new HashSet<>();
        for (Route route : routes.routes()) {
            ServiceDocument document = documents.get(route.service().name());
            DocumentedOperation operation = document == null ? null : document.operation(route);
            if (document == null && !documents.isEmpty()) {
                findings.add(name(route) + ": no document of this service was given");
            } else if (document != null && operation == null) {
                findings.add(name(route) + ": " + missing(route, document));
            } else if (operation != null) {
                routed.add(route.service().name() + operation);
                judge(route, operation);
            }
            secrets(route, operation);
        }
        documents.forEach((service, document) -> document.operations().stream()
                .filter(operation -> !operation.isInternal() && !routed.contains(service + operation))
                .forEach(operation -> findings.add(service + ": " + operation
                        + ": no route leads there; add one, or mark the operation x-internal")));
        return findings;
    }

    private void judge(Route route, DocumentedOperation operation) {
        if (operation.isInternal()) {
            findings.add(name(route) + ": the service means this for the gateway itself (x-internal);"
                    + " no route may lead there");
        }
        Set<String> answered = operation.answerFields();
        for (String field : new TreeSet<>(route.responseFields())) {
            if (!answered.isEmpty() && !answered.contains(field)) {
                findings.add(
                        name(route) + ": response-fields: the service answers no '" + field + "', only " + answered);
            }
        }
    }

    private void secrets(Route route, @Nullable DocumentedOperation operation) {
        if (route.issueToken()) { // the gateway's own answer takes the place of the service's
            return;
        }
        Set<String> visible = new TreeSet<>(route.responseFields());
        if (operation != null) {
            visible.addAll(operation.visibleFields(route.responseFields()));
        }
        visible.stream()
                .filter(SecretNames::fits)
                .forEach(field -> findings.add(name(route) + ": the answer's field '" + field
                        + "' is named like a secret; list the fields that may leave in response-fields, without it"));
    }

    private static String missing(Route route, ServiceDocument document) {
        Set<String> methods = document.methodsAt(route.upstreamPath());
        return methods.isEmpty()
                ? "the service's document has no path " + route.upstreamPath()
                : "the service's document has no " + route.method() + " there, only " + String.join(", ", methods);
    }

    private static String name(Route route) {
        return route.service().name() + ": " + route.operation();
    }
}
