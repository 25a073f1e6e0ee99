package io.gatehouse.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.gateway.auth.Caller;
import io.gatehouse.gateway.auth.CredentialCheck;
import io.gatehouse.gateway.route.RouteFileReader;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicDocumentTest {

    /** An account has an owner with an account: references go round in circles. */
    private static final String ACCOUNTS = """
            {"openapi": "3.1.0", "paths": {
              "/accounts": {"get": {
                "operationId": "list", "tags": ["Accounts"],
                "responses": {"200": {"description": "All.", "content": {"application/json": {"schema":
                  {"type": "array", "items": {"$ref": "#/components/schemas/Account"}}}}}}}},
              "/accounts/{id}": {
                "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}}],
                "get": {
                  "operationId": "read", "description": "Reads one.", "security": [{"internal": []}],
                  "responses": {
                    "200": {"description": "One.", "content": {"application/json": {"schema":
                      {"$ref": "#/components/schemas/Account"}}}},
                    "403": {"description": "It is sealed."},
                    "404": {"$ref": "#/components/responses/Missing"}}},
                "delete": {"operationId": "remove", "responses": {"204": {"description": "Gone."}}}}},
             "components": {
               "responses": {"Missing": {"description": "There is none."}},
               "schemas": {
                 "Account": {"type": "object", "required": ["id", "iban"],
                   "properties": {"id": {"type": "integer"}, "iban": {"type": "string"},
                     "owner": {"$ref": "#/components/schemas/Owner"}},
                   "examples": [{"id": 1, "iban": "DE0"}]},
                 "Owner": {"type": "object", "properties": {"account": {"$ref": "#/components/schemas/Account"}}}}}}""";

    private static final String LEDGER = """
            {"openapi": "3.1.0", "paths": {
              "/entries": {"post": {
                "operationId": "list",
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Account"}}}},
                "responses": {"200": {"description": "Done.", "content": {"application/json": {"schema":
                  {"$ref": "#/components/schemas/Owner"}}}}}}},
              "/sessions": {"post": {
                "operationId": "logIn",
                "requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties":
                  {"username": {"type": "string"}, "password": {"type": "string"}}}}}},
                "responses": {"200": {"description": "Known.", "content": {"application/json": {"schema":
                  {"type": "object", "properties": {"session_id": {"type": "string"}}}}}}}}}},
             "components": {"schemas": {
               "Account": {"type": "object", "properties": {"number": {"type": "string"}}},
               "Owner": {"type": "object", "properties": {"name": {"type": "string"}}}}}}""";

    @TempDir
    private Path folder;

    private final Map<String, ServiceDocument> documents = new HashMap<>();
    private final List<CredentialCheck> checks = new java.util.ArrayList<>(List.of(new Credentials("Bearer", null)));

    @Test
    void only_what_is_routed_is_told_below_the_base_path() throws Exception {
        documents.put("accounts", parse(ACCOUNTS));

        JsonNode document = document("GET /accounts: {service: accounts}");

        assertThat(document.path("paths").fieldNames())
                .toIterable()
                .containsExactly("/api/v1/accounts", "/.well-known/jwks.json", "/openapi.json");
        assertThat(document.at("/paths/~1api~1v1~1accounts").fieldNames())
                .toIterable()
                .containsExactly("get");
        assertThat(document.at("/components/responses").has("Missing")).isFalse();
        assertThat(document.at("/info/description").asText()).endsWith("Every path is offered below `/api` too.");
        assertThat(document.path("tags").findValuesAsText("name")).containsExactly("Accounts", "Gateway");
    }

    @Test
    void a_policy_is_told_as_a_requirement_and_in_words() throws Exception {
        documents.put("accounts", parse(ACCOUNTS));

        JsonNode document = document("""
                GET /accounts: {service: accounts, policy: anyone}
                  GET /accounts/{id}: {service: accounts}""");

        JsonNode open = document.at("/paths/~1api~1v1~1accounts/get");
        assertThat(open.path("security")).isEmpty();
        assertThat(open.path("description").asText()).isEqualTo("**Who:** anyone, without a login.");
        assertThat(statuses(open)).containsExactly("200", "502", "503", "504");
        JsonNode closed = document.at("/paths/~1api~1v1~1accounts~1{id}/get");
        assertThat(closed.path("security")).hasToString("[{\"bearer\":[]}]");
        assertThat(closed.path("description").asText())
                .isEqualTo("Reads one.\n\n**Who:** users of type `admin` or `clerk`.");
        assertThat(statuses(closed)).containsExactly("200", "401", "403", "404", "502", "503", "504");
        assertThat(closed.at("/responses/403/description").asText())
                .isEqualTo("It is sealed. Or: The caller is not allowed to do this.");
    }

    @Test
    void a_rate_limit_and_a_body_bring_their_problems() throws Exception {
        documents.put("ledger", parse(LEDGER));

        JsonNode operation =
                document("POST /entries: {service: ledger, rate-limit: few}").at("/paths/~1api~1v1~1entries/post");

        assertThat(statuses(operation)).contains("413", "429");
        assertThat(operation.path("description").asText()).endsWith("**How often:** 5 per 1m30s, burst 7 by caller.");
    }

    @Test
    void fields_that_stay_behind_are_not_told() throws Exception {
        documents.put("accounts", parse(ACCOUNTS));

        JsonNode document = document("""
                GET /accounts: {service: accounts, response-fields: [id, iban]}
                  GET /accounts/{id}: {service: accounts, response-fields: [id]}""");

        JsonNode list = document.at("/components/schemas/Account");
        assertThat(list.path("properties").fieldNames()).toIterable().containsExactly("id", "iban");
        assertThat(list.path("required")).hasToString("[\"id\",\"iban\"]");
        String ref = document.at(
                        "/paths/~1api~1v1~1accounts~1{id}/get/responses/200/content/application~1json/schema/$ref")
                .asText();
        assertThat(document.at(ref.substring(1)))
                .hasToString(
                        "{\"type\":\"object\",\"required\":[\"id\"],\"properties\":{\"id\":{\"type\":\"integer\"}},"
                                + "\"examples\":[{\"id\":1}]}");
        assertThat(document.at("/components/schemas").has("Owner")).isFalse();
    }

    @Test
    void a_schema_that_stands_within_itself_is_followed_once() throws Exception {
        documents.put("accounts", parse("""
                {"openapi": "3.1.0", "paths": {"/trees": {"get": {"responses": {"200": {"description": "All.", "content":
                  {"application/json": {"schema": {"$ref": "#/components/schemas/Tree"}}}}}}}},
                 "components": {"schemas": {"Tree": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}}}}"""));

        JsonNode document = document("GET /trees: {service: accounts, response-fields: [id]}");

        assertThat(document.at("/paths/~1api~1v1~1trees/get/responses/200/content/application~1json/schema"))
                .hasToString("{\"type\":\"array\",\"items\":{}}");
    }

    @Test
    void a_route_by_another_path_keeps_its_own_names() throws Exception {
        documents.put("accounts", parse(ACCOUNTS));

        JsonNode document = document("""
                GET /konten/{nummer}: {service: accounts, to: "/accounts/{nummer}"}
                  GET /main-account: {service: accounts, to: /accounts/1}""");

        assertThat(document.at("/paths/~1api~1v1~1konten~1{nummer}/get/parameters/0/name")
                        .asText())
                .isEqualTo("nummer");
        assertThat(document.at("/paths/~1api~1v1~1main-account/get/responses/404")
                        .isObject())
                .isTrue();
        assertThat(document.at("/paths/~1api~1v1~1main-account/get").has("parameters"))
                .isFalse();
    }

    @Test
    void services_that_mean_different_things_by_a_name_are_kept_apart() throws Exception {
        documents.put("accounts", parse(ACCOUNTS));
        documents.put("ledger", parse(LEDGER));

        JsonNode document = document("""
                GET /accounts: {service: accounts}
                  POST /entries: {service: ledger}""");

        assertThat(document.at("/components/schemas").fieldNames())
                .toIterable()
                .contains("Account", "Owner", "LedgerAccount", "LedgerOwner");
        assertThat(document.at("/components/schemas/Account/properties/owner/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Owner");
        assertThat(document.at("/paths/~1api~1v1~1entries/post/operationId").asText())
                .isEqualTo("ledger_list");
    }

    @Test
    void a_login_is_answered_with_a_token_whatever_the_service_says() throws Exception {
        documents.put("ledger", parse(LEDGER));

        JsonNode login = document("POST /sessions: {service: ledger, policy: anyone, issue-token: true}")
                .at("/paths/~1api~1v1~1sessions/post");

        assertThat(login.at("/responses/200/$ref").asText()).isEqualTo("#/components/responses/LoggedIn");
        assertThat(login.path("x-login").asBoolean()).isTrue();
    }

    @Test
    void a_service_without_a_document_is_told_by_its_routes() throws Exception {
        JsonNode operation = document("PUT /things/{id}: {service: accounts}").at("/paths/~1api~1v1~1things~1{id}/put");

        assertThat(operation.path("operationId").asText()).isEqualTo("PUT_things_id_");
        assertThat(operation.path("tags")).hasToString("[\"accounts\"]");
        assertThat(operation.at("/parameters/0/name").asText()).isEqualTo("id");
        assertThat(operation.path("security")).hasToString("[{\"bearer\":[]}]");
        assertThat(statuses(operation)).contains("200", "401");
    }

    @Test
    void credentials_of_an_own_kind_are_told_too() throws Exception {
        checks.add(new Credentials("Partner", "X-Partner-Key"));

        JsonNode document = document("GET /accounts: {service: accounts}");

        assertThat(document.at("/paths/~1api~1v1~1accounts/get/security"))
                .hasToString("[{\"bearer\":[]},{\"X-Partner-Key\":[]}]");
        assertThat(document.at("/components/securitySchemes/X-Partner-Key"))
                .hasToString("{\"type\":\"apiKey\",\"in\":\"header\",\"name\":\"X-Partner-Key\"}");
    }

    private JsonNode document(String routes) throws IOException {
        Path file = Files.writeString(folder.resolve("routes.yml"), """
                services: {accounts: {urls: ["http://a"]}, ledger: {urls: ["http://l"]}}
                base-paths: [/api/v1, /api]
                policies: {anyone: {}, staff: {user-types: [clerk, admin]}}
                rate-limits: {few: {by: caller, allow: 5 per 90s, burst: 7}}
                defaults:
                  policy: staff
                  timeouts: {connect: 250ms, response: 2s, total: 5s}
                  max-request-body: 64KiB
                  max-response-body: 1MiB
                routes:
                """ + "  " + routes + "\n");
        return PublicDocument.of(
                new RouteFileReader(Map.of()).read(file), documents::get, DocsSettings.unsaid(), checks);
    }

    private static ServiceDocument parse(String json) throws IOException {
        return ServiceDocument.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> statuses(JsonNode operation) {
        return operation
                .path("responses")
                .propertyStream()
                .map(Map.Entry::getKey)
                .toList();
    }

    private record Credentials(String scheme, String header) implements CredentialCheck {

        @Override
        public Optional<Caller> authenticate(HttpHeaders headers) {
            return Optional.empty();
        }

        @Override
        public String challenge() {
            return scheme + " realm=\"test\"";
        }

        @Override
        public Set<String> headers() {
            return header == null ? CredentialCheck.super.headers() : Set.of(header);
        }
    }
}
