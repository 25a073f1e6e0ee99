package io.gatehouse.gateway.contract;

import static au.com.dius.pact.consumer.dsl.Matchers.regexp;

import au.com.dius.pact.consumer.dsl.HttpRequestBuilder;
import au.com.dius.pact.consumer.dsl.Matcher;
import io.gatehouse.gateway.testing.TestGateway;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** Both sides of a call: what a client asks the gateway, and what the gateway then sends to the service. */
final class Requests {

    /** Where the client is, by which guesses at passwords are slowed down. */
    static final Matcher FROM_CLIENT = regexp("[0-9a-f.:]+(, .+)?", "127.0.0.1");

    private static final String JSON = "application/json";

    private Requests() {}

    static HttpRequest.Builder asked(TestGateway gateway, Person caller, String method, String path) {
        return gateway.request("/api/v1" + path, caller.id(), caller.userType())
                .method(method, BodyPublishers.noBody());
    }

    static HttpRequest.Builder asked(TestGateway gateway, Person caller, String method, String path, String body) {
        return asked(gateway, caller, method, path)
                .header("Content-Type", JSON)
                .method(method, BodyPublishers.ofString(body));
    }

    static HttpRequestBuilder sent(HttpRequestBuilder request, Person caller, String method, String path) {
        return request.method(method).path(path).header("request-user-id", Long.toString(caller.id()));
    }

    static HttpRequestBuilder sent(HttpRequestBuilder request, Person caller, String method, String path, String body) {
        return sent(request, caller, method, path).header("Content-Type", JSON).body(body);
    }

    /** To a route that lets only some fields pass, for which the gateway has to read the answer. */
    static HttpRequestBuilder sentInClear(HttpRequestBuilder request, Person caller, String method, String path) {
        return sent(request, caller, method, path).header("Accept-Encoding", "identity");
    }

    static HttpRequestBuilder sentInClear(
            HttpRequestBuilder request, Person caller, String method, String path, String body) {
        return sentInClear(request, caller, method, path)
                .header("Content-Type", JSON)
                .body(body);
    }
}
