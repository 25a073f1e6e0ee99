package io.gatehouse.servicekit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.dropwizard.jersey.validation.JerseyViolationException;
import io.gatehouse.servicekit.database.SqlFailures;
import io.gatehouse.servicekit.request.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one list of how failures become HTTP. What it does not know is a 500 that shows an id and no detail; the log
 * has the rest under that id.
 */
public final class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger log = LoggerFactory.getLogger(ProblemMapper.class);

    /** A database heals, and a pool of connections with it, in seconds. */
    private static final String RETRY_AFTER_SECONDS = "1";

    // Of the two views on a request, the one that Jersey can give a singleton as a proxy.
    @Context
    private @Nullable HttpServletRequest request;

    @Override
    public Response toResponse(Throwable failure) {
        String requestId = request == null ? null : RequestId.of(request);
        Problem problem = problem(failure, requestId);
        Response response = problem.withRequestId(requestId).toResponse().build();
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE_503) {
            response.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (failure instanceof ProblemException known) {
            known.headers().forEach(response.getHeaders()::putSingle);
        } else if (failure instanceof WebApplicationException known) {
            copy(known.getResponse(), HttpHeaders.ALLOW, response);
            copy(known.getResponse(), HttpHeaders.WWW_AUTHENTICATE, response);
            copy(known.getResponse(), HttpHeaders.RETRY_AFTER, response);
        }
        return response;
    }

    private static Problem problem(Throwable failure, @Nullable String requestId) {
        Problem broken = TransportProblems.find(failure);
        if (broken != null) {
            return broken;
        } else if (failure instanceof ProblemException known) {
            return known.problem();
        } else if (failure instanceof JerseyViolationException violation) {
            return ValidationProblems.problem(violation);
        } else if (failure instanceof JsonProcessingException json && JsonProblems.isClientFault(json)) {
            return JsonProblems.problem(json);
        } else if (failure instanceof WebApplicationException known) {
            return webProblem(known, requestId);
        } else if (failure instanceof ProcessingException && failure.getCause() != null) {
            return problem(failure.getCause(), requestId);
        } else if (SqlFailures.isUnavailable(failure)) {
            log.warn("The database is unavailable in request {}: {}", requestId, failure.getMessage());
            return Problem.of(HttpStatus.SERVICE_UNAVAILABLE_503, "Service is unavailable.");
        }
        return unexpected(failure, requestId);
    }

    private static Problem webProblem(WebApplicationException failure, @Nullable String requestId) {
        int status = failure.getResponse().getStatus();
        return switch (status) {
            case 404 -> Problem.of(404, "There is nothing at this path.");
            case 405 -> Problem.of(405, "This method is not allowed here; the Allow header lists those that are.");
            case 406 -> Problem.of(406, "None of the media types in the Accept header can be produced here.");
            case 415 -> Problem.of(415, "Send the body as application/json.");
            default -> status >= 500 ? unexpected(failure, requestId) : Problem.of(status, failure.getMessage());
        };
    }

    private static Problem unexpected(Throwable failure, @Nullable String requestId) {
        log.error("Unexpected failure in request {}", requestId, failure);
        return Problem.of(500, null);
    }

    private static void copy(Response from, String header, Response to) {
        String value = from.getHeaderString(header);
        if (value != null) {
            to.getHeaders().putSingle(header, value);
        }
    }
}
