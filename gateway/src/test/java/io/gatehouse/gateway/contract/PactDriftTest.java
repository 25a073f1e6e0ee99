package io.gatehouse.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PactDriftTest {

    private static final String PACT = """
            {"consumer": {"name": "gateway"}, "provider": {"name": "users"},
             "interactions": [
               {"description": "a read", "comments": {"testname": "reads()"},
                "response": {"status": 200, "body": {"content": {"tags": [], "list": [{"id": 1}]}}}},
               {"description": "a login", "response": {"status": 401}}],
             "metadata": {"pact-jvm": {"version": "4.7.5"}}}""";

    @TempDir
    private Path folder;

    @Test
    void what_pact_notes_about_itself_and_the_order_of_things_do_not_count() throws Exception {
        String other = """
                {"provider": {"name": "users"}, "consumer": {"name": "gateway"},
                 "interactions": [
                   {"response": {"status": 401}, "description": "a login"},
                   {"description": "a read", "comments": {"testname": "another()"},
                    "response": {"status": 200, "body": {"content": {"list": [{"id": 1}], "tags": []}}}}],
                 "metadata": {"pact-jvm": {"version": "5"}}}""";

        assertThat(drift(PACT, other)).isEmpty();
    }

    @Test
    void a_difference_is_named_by_interaction_and_field() throws Exception {
        assertThat(drift(PACT, PACT.replace("{\"id\": 1}", "{\"id\": \"1\"}")))
                .contains("'a read', response.body.content.list[0].id: committed 1, tests \"1\"");
        assertThat(drift(PACT, PACT.replace("\"tags\": [], ", "")))
                .contains("'a read', response.body.content.tags: committed [], tests nothing");
        assertThat(drift(PACT, PACT.replace("\"name\": \"users\"", "\"name\": \"orders\"")))
                .contains("The file, provider.name: committed \"users\", tests \"orders\"");
    }

    @Test
    void an_interaction_that_only_one_side_has_is_named() throws Exception {
        String renamed = PACT.replace("a login", "another");
        String twice = PACT.replace("a login", "a read");

        assertThat(drift(PACT, renamed))
                .contains("'a login' stands in the committed file, but no test has it")
                .contains("'another' is missing in the committed file");
        assertThat(drift(twice, PACT)).contains("'a read' a second time stands in the committed file");
    }

    private String drift(String committed, String fresh) throws IOException {
        return Drift.between(
                new PactFile(Files.writeString(folder.resolve("committed.json"), committed)),
                new PactFile(Files.writeString(folder.resolve("fresh.json"), fresh)));
    }
}
