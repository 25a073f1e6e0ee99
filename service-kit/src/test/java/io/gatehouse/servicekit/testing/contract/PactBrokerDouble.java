package io.gatehouse.servicekit.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stands in for a Pact Broker on loopback: the part of its HAL API (https://docs.pact.io/pact_broker/api) that Pact's
 * JVM library uses to publish pacts, to fetch them by selector, to publish results and to ask what can be deployed.
 */
public final class PactBrokerDouble implements AutoCloseable {

    /** What it wants to hear as bearer token. */
    public static final String TOKEN = "token-of-the-double";

    private static final String PRODUCTION = "16926ef3-production";

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> WORDS =
            Set.of(("contracts publish pacts provider for-verification consumer version"
                            + " verification-results pacticipants branches versions matrix"
                            + " environments environment deployed-versions")
                    .split(" "));

    private final BrokerShelf shelf = new BrokerShelf();
    private final HttpServer server;
    private final List<String> deployments = new CopyOnWriteArrayList<>();
    private volatile boolean takesResults = true;

    public PactBrokerDouble() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Every pact that was published, in order. */
    public List<PublishedPact> pacts() {
        return shelf.pacts();
    }

    /** Every result that a provider published, in order. */
    public List<PublishedResult> results() {
        return shelf.results();
    }

    /** Whether a branch of the provider has never kept a pact. */
    public boolean pending(PublishedPact pact, String providerBranch) {
        return shelf.pending(pact, providerBranch);
    }

    /** Publishes past the API. */
    public void publish(PublishedPact pact) {
        shelf.add(pact);
    }

    /** Has a branch of the provider have kept a pact before. */
    public void accept(PublishedPact pact, String providerBranch) {
        JsonNode kept = JSON.createObjectNode().put("success", true).put("providerApplicationVersion", "earlier");
        shelf.providerBranch(pact.provider(), "earlier", providerBranch);
        shelf.add(new PublishedResult(pact, kept));
    }

    /** Takes note that a version of a consumer is in use. */
    public void deploy(String consumer, String version) {
        shelf.deploy(consumer, version);
    }

    /** What was said to run in production: names and versions. */
    public List<String> deployments() {
        return List.copyOf(deployments);
    }

    /** From now on results are answered with a server error. */
    public void refuseResults() {
        takesResults = false;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer =
                    ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                            ? answer(exchange)
                            : error(401, "Unauthorized");
            byte[] body = JSON.writeValueAsBytes(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/hal+json;charset=utf-8");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String[] parts = exchange.getRequestURI().getPath().split("/", -1);
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        return switch (exchange.getRequestMethod() + " " + shape(parts)) {
            case "GET /" -> index();
            case "POST /contracts/publish" -> publish(body);
            case "POST /pacts/provider/*/for-verification" -> select(parts[3], body);
            case "GET /pacts/provider/*/consumer/*/version/*" -> pact(parts);
            case "POST /pacts/provider/*/consumer/*/version/*/verification-results" -> takeResult(parts, body);
            case "GET /pacticipants/*" -> pacticipant(parts[2]);
            case "PUT /pacticipants/*/branches/*/versions/*" -> takeBranch(parts);
            case "GET /environments" -> environments();
            case "POST /pacticipants/*/versions/*/deployed-versions/environment/*" -> takeDeployment(parts);
            case "GET /matrix" -> matrix(exchange.getRequestURI().getRawQuery());
            default -> error(404, "Not found");
        };
    }

    /** The path with a star for whatever is a name. */
    private static String shape(String[] parts) {
        return Stream.of(parts)
                .map(part -> part.isEmpty() || WORDS.contains(part) ? part : "*")
                .collect(Collectors.joining("/"));
    }

    private Answer index() {
        ObjectNode index = JSON.createObjectNode();
        ObjectNode links = index.putObject("_links");
        links.putObject("self").put("href", url());
        links.putObject("pb:publish-contracts").put("href", url() + "/contracts/publish");
        links.putObject("pb:provider-pacts-for-verification")
                .put("href", url() + "/pacts/provider/{provider}/for-verification")
                .put("templated", true);
        return new Answer(200, index);
    }

    private static Answer environments() {
        ObjectNode list = JSON.createObjectNode();
        ArrayNode environments = list.putObject("_embedded").putArray("environments");
        environments.addObject().put("uuid", "3f7e-test").put("name", "test").put("production", false);
        environments
                .addObject()
                .put("uuid", PRODUCTION)
                .put("name", "production")
                .put("production", true);
        return new Answer(200, list);
    }

    private Answer takeDeployment(String[] parts) {
        if (!parts[7].equals(PRODUCTION)) {
            return error(404, "Not found");
        }
        deployments.add(parts[2] + " " + parts[4]);
        return new Answer(201, JSON.createObjectNode());
    }

    private Answer publish(JsonNode body) throws IOException {
        for (JsonNode contract : body.path("contracts")) {
            shelf.add(new PublishedPact(
                    contract.path("consumerName").asText(),
                    contract.path("providerName").asText(),
                    body.path("pacticipantVersionNumber").asText(),
                    body.path("branch").asText(null),
                    JSON.readTree(
                            Base64.getDecoder().decode(contract.path("content").asText()))));
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.putArray("notices").addObject().put("level", "success").put("text", "Published.");
        return new Answer(200, answer);
    }

    private Answer select(String provider, JsonNode body) {
        String branch = body.path("providerVersionBranch").asText();
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode pacts = answer.putObject("_embedded").putArray("pacts");
        for (PublishedPact pact : shelf.select(provider, body.path("consumerVersionSelectors"), branch)) {
            ObjectNode selected = pacts.addObject();
            ObjectNode properties = selected.putObject("verificationProperties");
            properties.putArray("notices");
            if (body.path("includePendingStatus").asBoolean()) {
                properties.put("pending", shelf.pending(pact, branch));
            }
            selected.putObject("_links")
                    .putObject("self")
                    .put("href", href(pact))
                    .put("name", "Pact between " + pact.consumer() + " (" + pact.version() + ") and " + provider);
        }
        return new Answer(200, answer);
    }

    private Answer pact(String[] parts) {
        PublishedPact pact = shelf.find(parts[3], parts[5], parts[7]);
        if (pact == null) {
            return error(404, "No such pact");
        }
        ObjectNode answer = pact.content().deepCopy();
        ObjectNode links = answer.putObject("_links");
        links.putObject("self").put("href", href(pact));
        links.putObject("pb:provider").put("href", url() + "/pacticipants/" + pact.provider());
        links.putObject("pb:publish-verification-results").put("href", href(pact) + "/verification-results");
        return new Answer(200, answer);
    }

    private Answer takeResult(String[] parts, JsonNode body) {
        PublishedPact pact = shelf.find(parts[3], parts[5], parts[7]);
        if (pact == null || !takesResults) {
            return error(pact == null ? 404 : 500, "Result not taken");
        }
        shelf.add(new PublishedResult(pact, body));
        return new Answer(201, body);
    }

    private Answer pacticipant(String name) {
        ObjectNode answer = JSON.createObjectNode().put("name", name);
        answer.putObject("_links")
                .putObject("pb:branch-version")
                .put("href", url() + "/pacticipants/" + name + "/branches/{branch}/versions/{version}")
                .put("templated", true);
        return new Answer(200, answer);
    }

    private Answer takeBranch(String[] parts) {
        shelf.providerBranch(parts[2], parts[6], parts[4]);
        return new Answer(201, JSON.createObjectNode());
    }

    private Answer matrix(String query) {
        Map<String, String> asked = Stream.of(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8), (a, b) -> b));
        var matrix = shelf.matrix(asked.get("q[][pacticipant]"), asked.get("q[][version]"));
        long unknown = matrix.values().stream().filter(Objects::isNull).count();
        long failed = matrix.values().stream()
                .filter(result -> result != null && !result.success())
                .count();
        boolean deployable = !matrix.isEmpty() && unknown + failed == 0;
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("summary")
                .put("deployable", deployable)
                .put("reason", deployable ? "Every pact is kept." : failed + " broken, " + unknown + " not verified.")
                .put("success", matrix.size() - unknown - failed)
                .put("failed", failed)
                .put("unknown", unknown);
        answer.putArray("matrix");
        return new Answer(200, answer);
    }

    private String href(PublishedPact pact) {
        return url() + "/pacts/provider/" + pact.provider() + "/consumer/" + pact.consumer() + "/version/"
                + pact.version();
    }

    private static Answer error(int status, String what) {
        return new Answer(status, JSON.createObjectNode().put("error", what));
    }

    private record Answer(int status, JsonNode body) {}
}
