package io.gatehouse.loadtests.simulation;

import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatehouse.loadtests.Setting;
import io.gatehouse.loadtests.bed.TestBed;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What the simulations over a stub have in common. */
final class Calls {

    private Calls() {}

    /** Requests in the language of our API, to a gateway. */
    static HttpProtocolBuilder to(TestBed bed) {
        return http.baseUrl(bed.url())
                .contentTypeHeader("application/json")
                .acceptHeader("application/json, application/problem+json")
                .userAgentHeader("gatehouse-load-tests");
    }

    /** Endless callers, each with a token of their own as {@code token}. */
    static Iterator<Map<String, Object>> callers(TestBed bed) {
        List<String> tokens = bed.tokens(Setting.CALLERS.number());
        var turn = new AtomicInteger();
        return Stream.generate(() -> Map.<String, Object>of(
                        "token", tokens.get(Math.floorMod(turn.getAndIncrement(), tokens.size()))))
                .iterator();
    }

    /** One order, of which the query says how the stub answers. */
    static HttpRequestActionBuilder order(String name, String query) {
        return http(name)
                .get("/api/v1/orders/17" + query)
                .header("Authorization", "Bearer #{token}")
                .check(status().is(200));
    }
}
