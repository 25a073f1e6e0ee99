package io.gatehouse.gateway.response;

import io.gatehouse.gateway.processor.Answer;
import io.gatehouse.gateway.processor.ResponseProcessor;
import io.gatehouse.gateway.route.Route;
import io.gatehouse.gateway.upstream.UpstreamAnswer;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sends an answer through the processors of its route, in the order of the file. */
final class Processing {

    private static final byte[] NOTHING = {};

    private Processing() {}

    /**
     * What the processors make of an answer; the answer itself on a route without any.
     *
     * @throws IOException when it is of no use to them, or beyond the route's bound afterwards
     */
    static UpstreamAnswer apply(Route route, UpstreamAnswer answer) throws IOException {
        if (route.processors().isEmpty()) {
            return answer;
        }
        Answer changed = view(answer);
        for (ResponseProcessor processor : route.processors()) {
            if (processor.readsBody() && changed.hasBody() && changed.header(HttpHeaders.CONTENT_ENCODING) != null) {
                throw new IOException("the service encoded a body that a response processor reads");
            }
            changed = processor.process(changed);
        }
        if (changed.body().length > route.maxResponseBody()) {
            throw new IOException("the processed answer is above " + route.maxResponseBody() + " bytes");
        }
        var headers = new MultivaluedHashMap<String, Object>();
        changed.headers().forEach((name, values) -> headers.put(name, List.copyOf(values)));
        return new UpstreamAnswer(changed.status(), headers, mayHaveBody(changed) ? changed.body() : NOTHING);
    }

    private static Answer view(UpstreamAnswer answer) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        answer.headers()
                .forEach((name, values) ->
                        headers.put(name, values.stream().map(Object::toString).toList()));
        return new Answer(answer.status(), headers, answer.body());
    }

    /** RFC 9110 §6.4.1. */
    private static boolean mayHaveBody(Answer answer) {
        return answer.status() != 204 && answer.status() != 304;
    }
}
