package io.gatehouse.servicekit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A body is one strict JSON value of the shape asked for, or the answer says what is wrong with it and where. */
final class RequestBodyTest {

    @RegisterExtension
    static final ThingsService service = new ThingsService();

    @Test
    void goodBodyPasses() {
        var response = post("{'name':'lamp','count':3,'color':'RED','parts':[{'label':'bulb'}]}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name':",
                "{",
                "name",
                "{'name':'a',}",
                "{name:'a'}",
                "{'name':NaN}",
                "{'count':01}",
                "{'count':1}{}",
                "{'count':1} x",
                "[]",
                "7",
                "'text'"
            })
    void malformedJsonIs400(String body) {
        JsonNode problem = refused(post(body), 400);

        assertThat(problem.path("detail").asText()).isNotEmpty();
        assertThat(problem.toString()).doesNotContain("io.gatehouse", "Exception", "com.fasterxml");
    }

    @Test
    void fieldGivenTwiceIsRefusedWithItsName() {
        JsonNode problem = refused(post("{'name':'a','count':1,'name':'b'}"), 400);

        assertThat(problem.path("detail").asText()).contains("Duplicate field 'name'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                    {'name':'a','count':1,'size':2}                 | size           | is not a known field
                    {'name':'a','count':1,'parts':[{'lable':'x'}]}  | parts[0].lable | is not a known field
                    {'name':7,'count':1}                            | name           | must be a string
                    {'name':true,'count':1}                         | name           | must be a string
                    {'name':{},'count':1}                           | name           | must be a string
                    {'name':['a'],'count':1}                        | name           | must be a string
                    {'name':'a','count':'1'}                        | count          | must be a number
                    {'name':'a','count':''}                         | count          | must be a number
                    {'name':'a','count':1.5}                        | count          | must be a number
                    {'name':'a','count':true}                       | count          | must be a number
                    {'name':'a'}                                    | count          | must be a number
                    {'name':'a','count':null}                       | count          | must be a number
                    {'name':'a','count':99999999999}                | count          | is out of range
                    {'name':'a','count':1,'color':'BLUE'}           | color          | must be one of [red, green]
                    {'name':'a','count':1,'color':0}                | color          | must be one of [red, green]
                    {'name':'a','count':1,'color':''}               | color          | must be one of [red, green]
                    {'name':'a','count':1,'parts':{}}               | parts          | must be an array
                    {'name':'a','count':1,'parts':['x']}            | parts[0]       | must be an object
                    """)
    void fieldOfAnotherShapeIsRefusedWithItsName(String body, String field, String message) {
        JsonNode problem = refused(post(body), 422);

        assertThat(problem.path("errors")).hasSize(1);
        assertThat(problem.path("errors").get(0).path("field").asText()).isEqualTo(field);
        assertThat(problem.path("errors").get(0).path("message").asText()).isEqualTo(message);
        assertThat(problem.path("detail").asText()).contains(field);
    }

    @Test
    void textThatNoDatabaseHoldsIsRefusedWithItsField() {
        for (String text : new String[] {"a\\u0000b", "a\\ud800", "\\udc00\\ud800"}) {
            JsonNode problem = refused(post("{'name':'" + text + "','count':1}"), 422);

            assertThat(problem.path("errors").get(0).path("field").asText()).isEqualTo("name");
        }
    }

    @Test
    void validationNamesEveryFieldInOrder() {
        JsonNode problem = refused(post("{'name':' ','count':12,'parts':[{'label':''}]}"), 422);

        assertThat(problem.path("errors").findValuesAsText("field")).containsExactly("count", "name", "parts[0].label");
        assertThat(problem.path("detail").asText())
                .isEqualTo("The request was refused: count must be less than or equal to 9; name must not be blank;"
                        + " parts[0].label must not be blank.");
    }

    @Test
    void missingBodyIsRefused() {
        JsonNode problem = refused(post(""), 422);

        assertThat(problem.path("detail").asText()).isEqualTo("The request was refused: body must not be null.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201"})
    void parameterOutOfBoundsIs400WithItsName(String limit) {
        JsonNode problem = refused(service.send(service.trusted("/things/some?limit=" + limit)), 400);

        assertThat(problem.path("errors").get(0).path("field").asText()).isEqualTo("limit");
    }

    private static HttpResponse<String> post(String body) {
        return service.post("/things", "application/json", body.replace('\'', '"'));
    }

    private static JsonNode refused(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        return ThingsService.json(response.body());
    }
}
