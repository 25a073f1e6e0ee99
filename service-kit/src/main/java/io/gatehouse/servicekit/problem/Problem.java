package io.gatehouse.servicekit.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Problem details, the body of every failure (RFC 9457).
 *
 * @param type URI of the kind of problem; {@code about:blank} when the status says it all (§4.2.1)
 * @param title the status in words, the same for every problem of the type
 * @param status the HTTP status
 * @param detail what happened this time and what to do, for a person; absent for unexpected failures
 * @param requestId the id under which the logs of all services know this request
 * @param errors the fields at fault, sorted, when the request's content was refused
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @JsonProperty("request_id") @Nullable String requestId,
        List<FieldError> errors) {

    /** RFC 9457 §3. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public static final MediaType TYPE = MediaType.valueOf(MEDIA_TYPE);

    /** The type of a problem that its status explains. */
    public static final String BLANK = "about:blank";

    /** One field of a refused request; {@code field} is a path such as {@code address} or {@code items[2].name}. */
    public record FieldError(String field, String message) {}

    public static Problem of(int status, @Nullable String detail) {
        return new Problem(BLANK, title(status), status, detail, null, List.of());
    }

    public Problem withType(String newType) {
        return new Problem(newType, title, status, detail, requestId, errors);
    }

    public Problem withErrors(List<FieldError> newErrors) {
        return new Problem(type, title, status, detail, requestId, newErrors);
    }

    public Problem withRequestId(@Nullable String newRequestId) {
        return new Problem(type, title, status, detail, newRequestId, errors);
    }

    /** A response that carries this problem and no other headers yet. */
    public Response.ResponseBuilder toResponse() {
        return Response.status(status).type(TYPE).entity(this);
    }

    private static String title(int status) {
        return HttpStatus.getMessage(status);
    }
}
