package io.gatehouse.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.route.RouteFileReader;
import io.gatehouse.gateway.testing.TestGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped routes, documents and pacts fit, and each fault that is planted in them is found. */
class SystemCheckTest {

    private static final Path ROOT = Path.of("..");

    @TempDir
    private Path folder;

    @Test
    void what_is_shipped_fits() throws Exception {
        assertThat(findings(shipped())).isEmpty();
    }

    @Test
    void a_route_to_a_path_that_does_not_exist_is_found() throws Exception {
        String routes = shipped().replace("  GET /me:\n", "  GET /me:\n    to: /myself\n");

        assertThat(findings(routes))
                .contains("users: GET /me: the service's document has no path /myself")
                .contains("users: GET /me: no route leads there; add one, or mark the operation x-internal");
    }

    @Test
    void a_route_with_a_wrong_method_is_found() throws Exception {
        String routes = shipped().replace("  PUT /users/{id}:", "  PATCH /users/{id}:");

        assertThat(findings(routes))
                .contains("users: PATCH /users/{id}: the service's document has no PATCH there, only DELETE, GET, PUT")
                .contains("users: PUT /users/{id}: no route leads there; add one, or mark the operation x-internal")
                .contains("users: PUT /users/42: 'the change of a user' is agreed on, but no route leads there and the"
                        + " gateway does not ask it itself");
    }

    @Test
    void an_allowed_field_that_does_not_exist_is_found() throws Exception {
        String routes = shipped().replace("[id, username,", "[id, nickname, username,");

        assertThat(findings(routes))
                .anySatisfy(
                        finding -> assertThat(finding)
                                .startsWith(
                                        "users: GET /users/{id}: response-fields: the service answers no 'nickname', only [created_at"));
    }

    @Test
    void an_allowed_field_named_like_a_secret_is_found_with_documents_or_without() throws Exception {
        String routes = shipped().replace("[id, username,", "[id, hashed_password, username,");
        String finding = "users: GET /me: the answer's field 'hashed_password' is named like a secret; list the fields"
                + " that may leave in response-fields, without it";

        assertThat(findings(routes)).contains(finding);
        assertThat(new SystemCheck().findings(new RouteFileReader(Map.of()).read(file("routes.yml", routes))))
                .contains(finding);
    }

    @Test
    void a_secret_inside_an_answer_without_an_allow_list_is_found() throws Exception {
        Path orders = file(
                "orders.json",
                Files.readString(ROOT.resolve("orders/openapi.json"))
                        .replace(
                                "\"item\": {",
                                "\"paid_by\": {\"type\": \"object\", \"properties\": {\"cardPin\": {}}},\n\"item\": {"));

        assertThat(new SystemCheck()
                        .withDocument("orders", orders)
                        .withDocument("users", ROOT.resolve("users/openapi.json"))
                        .findings(new RouteFileReader(Map.of()).read(TestGateway.SHIPPED_ROUTES)))
                .hasSize(3)
                .allSatisfy(finding -> assertThat(finding).contains("field 'cardPin' is named like a secret"));
    }

    @Test
    void an_operation_that_nobody_routes_is_found_unless_it_is_internal() throws Exception {
        Path document = file(
                "users.json",
                Files.readString(ROOT.resolve("users/openapi.json")).replaceFirst("\"paths\": \\{", """
                        "paths": {"/keys": {"get": {"responses": {}}, "put": {"x-internal": true, "responses": {}}},"""));

        List<String> findings = new SystemCheck()
                .withDocument("users", document)
                .withDocument("orders", ROOT.resolve("orders/openapi.json"))
                .findings(new RouteFileReader(Map.of()).read(TestGateway.SHIPPED_ROUTES));

        assertThat(findings)
                .containsExactly("users: GET /keys: no route leads there; add one, or mark the operation x-internal");
    }

    @Test
    void a_route_to_an_internal_operation_is_found() throws Exception {
        Path document = file(
                "orders.json",
                Files.readString(ROOT.resolve("orders/openapi.json"))
                        .replaceFirst("\"operationId\": \"readOrder\"", "\"x-internal\": true"));

        assertThat(new SystemCheck()
                        .withDocument("orders", document)
                        .withDocument("users", ROOT.resolve("users/openapi.json"))
                        .findings(new RouteFileReader(Map.of()).read(TestGateway.SHIPPED_ROUTES)))
                .singleElement()
                .asString()
                .startsWith("orders: GET /orders/{id}: the service means this for the gateway itself (x-internal)");
    }

    @Test
    void a_route_without_a_contract_is_found() throws Exception {
        assertThat(findings(shipped() + "  GET /orders/{id}/items:\n    service: orders\n"))
                .contains("orders: GET /orders/{id}/items: no pact has an interaction for it; add one in the gateway's"
                        + " contract tests");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"password", "hashed_password", "passwordHash", "api_key", "apiKey", "refresh-token", "PIN", "otp"
            })
    void names_of_secrets_are_known_in_every_spelling(String name) {
        assertThat(SecretNames.fits(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"id", "username", "spinning_wheel", "passenger", "hashtag", "key", "tokenizer", "shipping_address"})
    void other_names_are_left_alone(String name) {
        assertThat(SecretNames.fits(name)).isFalse();
    }

    private List<String> findings(String routeFile) throws IOException {
        return new SystemCheck()
                .withDocument("users", ROOT.resolve("users/openapi.json"))
                .withDocument("orders", ROOT.resolve("orders/openapi.json"))
                .withPacts(ROOT.resolve("contracts/pacts"))
                .findings(new RouteFileReader(Map.of()).read(file("routes.yml", routeFile)));
    }

    private static String shipped() throws IOException {
        return Files.readString(TestGateway.SHIPPED_ROUTES);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
