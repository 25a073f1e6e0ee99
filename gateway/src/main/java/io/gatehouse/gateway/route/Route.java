package io.gatehouse.gateway.route;

import io.gatehouse.gateway.auth.NamedPolicy;
import io.gatehouse.gateway.processor.ResponseProcessor;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation that the gateway opens.
 *
 * @param method the HTTP method
 * @param path the path below the base paths
 * @param upstreamPath the path at the service, which has no other parameters than {@code path}
 * @param service where it leads
 * @param policy who may use it
 * @param rateLimit how often, or null for no limit
 * @param timeouts how long the service may take
 * @param retry when a call is made again
 * @param maxRequestBody the most bytes a request's body may have
 * @param maxResponseBody the most bytes an answer's body may have
 * @param responseFields the only fields of a successful JSON answer that leave the gateway; empty lets all pass
 * @param issueToken whether a successful answer names a user who is thereby logged in
 * @param processors what own gateways do to an answer, in this order, before the gateway's own shaping
 */
public record Route(
        String method,
        PathTemplate path,
        PathTemplate upstreamPath,
        Service service,
        NamedPolicy policy,
        @Nullable RateLimit rateLimit,
        Timeouts timeouts,
        Retry retry,
        int maxRequestBody,
        int maxResponseBody,
        Set<String> responseFields,
        boolean issueToken,
        List<ResponseProcessor> processors) {

    public Route {
        processors = List.copyOf(processors);
    }

    /** The route's key in the route file, {@code GET /users/{id}} for instance. */
    public String operation() {
        return method + " " + path;
    }

    /** Whether the gateway looks at bodies of answers, and so must have them without a content coding. */
    public boolean readsBody() {
        return !responseFields.isEmpty()
                || issueToken
                || (!processors.isEmpty() && processors.stream().anyMatch(ResponseProcessor::readsBody));
    }
}
