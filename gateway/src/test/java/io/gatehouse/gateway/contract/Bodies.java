package io.gatehouse.gateway.contract;

import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonArray;
import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;

import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.function.Consumer;

/** The users and orders in services' answers: exact where a request or a state says so, else by pattern or type. */
final class Bodies {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,3})?Z";
    private static final String A_TIME = "2026-01-02T03:04:05.678Z";

    /** Or the gateway, which forgets what is long past, would not take it up. */
    private static final String FAR_AHEAD = "2126-01-02T03:04:05.678Z";

    private Bodies() {}

    static Consumer<LambdaDslObject> user(Person user) {
        return body -> {
            body.numberValue("id", user.id());
            rest(body, user);
        };
    }

    /** A user whose id the service has drawn. */
    static Consumer<LambdaDslObject> newUser(Person user) {
        return body -> {
            body.integerType("id", (int) user.id());
            rest(body, user);
        };
    }

    /** A user of whom only the id is known. */
    static Consumer<LambdaDslObject> someUser(long id) {
        return body -> {
            body.numberValue("id", id)
                    .stringType("username", "user" + id)
                    .stringType("email", "user" + id + "@example.com")
                    .stringType("full_name", "User " + id)
                    .stringMatcher("user_type", "admin|default", "default")
                    .integerType("created_by", 1);
            times(body, "created_at", "updated_at");
        };
    }

    private static void rest(LambdaDslObject body, Person user) {
        body.stringValue("username", user.username())
                .stringValue("email", user.email())
                .stringValue("full_name", user.fullName())
                .stringValue("user_type", user.userType())
                .numberValue("created_by", Person.ADMIN.id());
        times(body, "created_at", "updated_at");
    }

    /** A user's session after a login or a refresh. */
    static Consumer<LambdaDslObject> session(Person user) {
        return body -> body.numberValue("id", user.id())
                .stringValue("user_type", user.userType())
                .stringType("session_id", "0f8fad5b-d9cb-469f-a165-70867728950e")
                .stringType("refresh_token", "the-next-refresh-token");
    }

    /** A page of revocations, one at least and the last for now. */
    static Consumer<LambdaDslObject> revocations(String cursor, String sessionId) {
        return body -> body.eachLike("revocations", each -> each.stringType("session_id", sessionId)
                        .stringMatcher("revoked_at", TIME, FAR_AHEAD))
                .stringType("cursor", cursor)
                .booleanValue("more", false);
    }

    static Consumer<LambdaDslObject> order(long id, long createdBy, String address, String item) {
        return body -> {
            body.numberValue("id", id)
                    .stringValue("address", address)
                    .stringValue("item", item)
                    .numberValue("created_by", createdBy);
            times(body, "created_at");
        };
    }

    /** An order whose id the service has drawn. */
    static Consumer<LambdaDslObject> newOrder(long createdBy, String address, String item) {
        return body -> {
            body.integerType("id", 17)
                    .stringValue("address", address)
                    .stringValue("item", item)
                    .numberValue("created_by", createdBy);
            times(body, "created_at");
        };
    }

    /** An order of which only the id and the owner are known. */
    static Consumer<LambdaDslObject> someOrder(long id, long createdBy) {
        return body -> {
            body.numberValue("id", id)
                    .stringType("address", id + " Example Street")
                    .stringType("item", "item " + id)
                    .numberValue("created_by", createdBy);
            times(body, "created_at");
        };
    }

    private static void times(LambdaDslObject body, String... names) {
        for (String name : names) {
            body.stringMatcher(name, TIME, A_TIME);
        }
    }

    /** What Pact's mock sends of an object, as JSON. */
    static JsonNode example(Consumer<LambdaDslObject> object) {
        return read(newJsonBody(object::accept).build().toString());
    }

    /** What Pact's mock sends of a list, as JSON. */
    static JsonNode example(List<Consumer<LambdaDslObject>> objects) {
        return read(
                newJsonArray(array -> objects.forEach(array::object)).build().toString());
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No JSON: " + json, e);
        }
    }
}
