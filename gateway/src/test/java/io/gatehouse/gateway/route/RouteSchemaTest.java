package io.gatehouse.gateway.route;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.gatehouse.gateway.testing.TestGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Reader, schema, documentation and shipped file say the same of what a route file may hold. */
class RouteSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PAGE = Path.of("../docs/routes.md");
    private static final Pattern SNIPPET = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void the_shipped_file_names_the_schema_and_keeps_to_it() throws IOException {
        String shipped = Files.readString(TestGateway.SHIPPED_ROUTES);

        assertThat(shipped).startsWith("# yaml-language-server: $schema=../docs/routes.schema.json\n");
        assertThat(TestGateway.SHIPPED_ROUTES.resolveSibling("../docs/routes.schema.json"))
                .exists();
        assertThat(violations(tree(shipped))).isEmpty();
    }

    static Stream<Arguments> snippets() throws IOException {
        return SNIPPET.matcher(Files.readString(PAGE)).results().map(found -> arguments(found.group(1)));
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void what_the_documentation_shows_is_what_it_says(String snippet) throws IOException {
        ObjectNode file = tree(snippets().findFirst().orElseThrow().get()[0].toString());
        lay(tree(snippet), file);

        if (snippet.startsWith("# refused: ")) {
            String reason = snippet.lines().findFirst().orElseThrow().substring("# refused: ".length());
            assertThat(refusal(file)).hasMessageContaining(reason);
        } else {
            assertThat(violations(file)).isEmpty();
            assertThat(new RouteFileReader(Map.of()).read(write(file)).routes()).isNotEmpty();
        }
    }

    @Test
    void the_documentation_names_every_key() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(records().flatMap(record -> keys(record).stream()))
                .allSatisfy(key -> assertThat(page).containsPattern("[`: ]" + key + "\\b"));
    }

    static Stream<Class<?>> records() {
        return Stream.concat(Stream.of(RouteFile.class), Arrays.stream(RouteFile.class.getDeclaredClasses()));
    }

    @ParameterizedTest
    @MethodSource("records")
    void the_schema_has_the_keys_that_the_reader_knows(Class<?> record) throws IOException {
        JsonNode part = part(record);

        assertThat(names(part.get("properties"))).isEqualTo(keys(record));
        assertThat(part.get("properties"))
                .allSatisfy(property ->
                        assertThat(property.path("description").asText()).isNotBlank());
        assertThat(part.get("additionalProperties").booleanValue()).isFalse();
        assertThat(StreamSupport.stream(part.path("required").spliterator(), false)
                        .map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(record.getRecordComponents())
                        .filter(RequiredKeys::isRequired)
                        .map(RequiredKeys::key)
                        .toList());
    }

    static Stream<String> mappings() {
        return Stream.of(
                "",
                "/services/users",
                "/policies/admin",
                "/rate-limits/login",
                "/defaults",
                "/defaults/timeouts",
                "/defaults/retry",
                "/routes/GET ~1users",
                "/routes/GET ~1users/timeouts",
                "/routes/GET ~1users/retry");
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void an_unknown_key_is_refused_by_reader_and_schema(String place) throws IOException {
        ObjectNode file = tree("""
                services: {users: {urls: ["http://localhost:8002"]}}
                base-paths: [/api]
                policies: {admin: {user-types: [admin]}}
                rate-limits: {login: {by: client-ip, allow: 1 per 1s}}
                defaults:
                  policy: admin
                  timeouts: {connect: 250ms, response: 2s, total: 5s}
                  retry: {attempts: 2, when: [503]}
                  max-request-body: 64KiB
                  max-response-body: 1MiB
                routes:
                  GET /users:
                    service: users
                    timeouts: {total: 4s}
                    retry: {attempts: 2, when: [503]}
                """);
        assertThat(violations(file)).isEmpty();

        ((ObjectNode) file.at(place)).put("nonsense", "x");

        assertThat(refusal(file)).hasMessageContaining("unknown key 'nonsense'");
        assertThat(violations(file)).isNotEmpty();
    }

    @Test
    void entries_of_own_types_have_keys_of_their_own() throws IOException {
        ObjectNode file = tree(snippets().findFirst().orElseThrow().get()[0].toString());
        lay(tree("""
                policies: {own: {type: own-account, path-parameter: id}}
                routes: {"GET /a/{id}": {service: users, policy: own, response: [{type: append, text: b}]}}
                """), file);

        assertThat(violations(file)).isEmpty();
        assertThat(new RouteFileReader(Map.of()).read(write(file)).routes()).hasSize(3);
    }

    @Test
    void a_response_processor_without_a_type_is_refused_by_reader_and_schema() throws IOException {
        ObjectNode file = tree(snippets().findFirst().orElseThrow().get()[0].toString());
        lay(tree("routes: {GET /a: {service: users, response: [{text: b}]}}"), file);

        assertThat(violations(file)).isNotEmpty();
        assertThat(refusal(file)).hasMessageContaining("'type' is missing");
    }

    private RouteFileException refusal(ObjectNode file) throws IOException {
        Path written = write(file);
        return catchThrowableOfType(RouteFileException.class, () -> new RouteFileReader(Map.of()).read(written));
    }

    /** JSON is YAML. */
    private Path write(ObjectNode file) throws IOException {
        return Files.writeString(folder.resolve("routes.yml"), file.toPrettyString());
    }

    private static Set<ValidationMessage> violations(JsonNode file) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema());
        return schema.validate(file);
    }

    private static JsonNode schema() throws IOException {
        return JSON.readTree(Path.of("../docs/routes.schema.json").toFile());
    }

    private static JsonNode part(Class<?> record) throws IOException {
        String name =
                KebabCaseStrategy.INSTANCE.translate(record.getSimpleName().replace("Entry", ""));
        return record == RouteFile.class ? schema() : schema().get("$defs").get(name);
    }

    private static Set<String> keys(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(RequiredKeys::key)
                .collect(toSet());
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(toSet());
    }

    /** Puts one mapping over another, key by key. */
    private static void lay(ObjectNode over, ObjectNode under) {
        over.properties().forEach(entry -> {
            if (entry.getValue() instanceof ObjectNode mapping
                    && under.get(entry.getKey()) instanceof ObjectNode below) {
                lay(mapping, below);
            } else {
                under.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private static ObjectNode tree(String yaml) {
        return JSON.valueToTree(new Yaml().load(yaml));
    }
}
