package io.gatehouse.gateway.response;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.gateway.auth.AccessTokenIssuer;
import io.gatehouse.gateway.route.Match;
import io.gatehouse.gateway.route.Route;
import io.gatehouse.gateway.upstream.UpstreamAnswer;
import io.gatehouse.servicekit.caller.Trust;
import io.gatehouse.servicekit.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the client's response of a service's answer. Statuses and bodies pass as they are, but for what a route says. */
public final class ResponseShaper {

    private static final Logger log = LoggerFactory.getLogger(ResponseShaper.class);

    private final ObjectMapper json;
    private final LoginAnswer loginAnswer;

    public ResponseShaper(AccessTokenIssuer issuer, ObjectMapper json) {
        this.json = json;
        this.loginAnswer = new LoginAnswer(issuer, json);
    }

    /**
     * The response.
     *
     * @throws ProblemException 502 for an answer that is not what its route expects
     */
    public Response shape(Match.Found match, UpstreamAnswer fromService) {
        Route route = match.route();
        try {
            if (fromService.status() == 401 && refusesGateway(fromService)) {
                log.error("Service {} does not believe our internal token: check its public keys", route.service());
                throw unusable();
            }
            UpstreamAnswer answer = Processing.apply(route, fromService);
            if (route.issueToken() && answer.status() == 200) {
                return loginAnswer.response(answer);
            }
            new PublicLinks(match.basePath(), route.service().urls()).apply(answer.headers());
            if (isFiltered(route, answer)) {
                FilteredHeaders.apply(route.responseFields(), answer.headers());
            }
            var response = Response.status(answer.status());
            answer.headers().forEach((name, values) -> values.forEach(value -> response.header(name, value)));
            byte[] body = body(route, answer);
            if (body.length == 0) {
                return response.build();
            }
            checkContentType(answer);
            return response.header(HttpHeaders.CONTENT_LENGTH, body.length)
                    .entity(body)
                    .build();
        } catch (IOException e) {
            log.warn("Unusable answer on {}: {}", route.operation(), e.getMessage());
            throw unusable();
        }
    }

    private static byte[] body(Route route, UpstreamAnswer answer) throws IOException {
        if (!isFiltered(route, answer) || answer.body().length == 0) {
            return answer.body();
        }
        if (!answer.isJson()) {
            throw new IOException("the route allows fields of JSON only");
        }
        return FieldAllowList.apply(route.responseFields(), answer.body());
    }

    /** Whether the body is not the service's own, or, for 304 and HEAD, would not be. */
    private static boolean isFiltered(Route route, UpstreamAnswer answer) {
        return !route.responseFields().isEmpty() && (answer.isSuccess() || answer.status() == 304);
    }

    /** Jersey can't write a body whose type it can't read. */
    private static void checkContentType(UpstreamAnswer answer) throws IOException {
        Object type = answer.headers().getFirst(HttpHeaders.CONTENT_TYPE);
        try {
            if (type != null) {
                MediaType.valueOf(type.toString());
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("malformed Content-Type", e);
        }
    }

    private boolean refusesGateway(UpstreamAnswer answer) throws IOException {
        return answer.isJson()
                && Trust.UNTRUSTED_TYPE.equals(
                        json.readTree(answer.body()).path("type").asText());
    }

    private static ProblemException unusable() {
        return new ProblemException(502, "The service gave no usable answer.");
    }
}
