package io.gatehouse.gateway.limit;

import io.gatehouse.gateway.route.RateLimit;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** A request's leave to go on, and what its answer says of the limit. */
public final class Admission {

    /** Where there is no limit, or nobody knows the count. */
    static final Admission SILENT = new Admission(null);

    private final @Nullable RateLimitFields fields;

    private Admission(@Nullable RateLimitFields fields) {
        this.fields = fields;
    }

    static Admission of(RateLimit limit, Verdict.Allowed allowed) {
        return new Admission(new RateLimitFields(limit, allowed.remaining(), allowed.fullIn()));
    }

    /** Adds the limit to an answer, in place of what the service may have said of limits of its own. */
    public Response tell(Response answer) {
        if (fields != null) {
            MultivaluedMap<String, Object> headers = answer.getHeaders();
            headers.putSingle(RateLimitFields.POLICY, fields.policy());
            headers.putSingle(RateLimitFields.STATE, fields.state());
        }
        return answer;
    }
}
