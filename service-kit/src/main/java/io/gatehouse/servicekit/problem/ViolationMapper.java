package io.gatehouse.servicekit.problem;

import io.dropwizard.jersey.validation.JerseyViolationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Sends violations to {@link ProblemMapper} too: Jersey has a mapper of its own for them, and the nearest type wins. */
public final class ViolationMapper implements ExceptionMapper<JerseyViolationException> {

    private final ProblemMapper problems;

    public ViolationMapper(ProblemMapper problems) {
        this.problems = problems;
    }

    @Override
    public Response toResponse(JerseyViolationException violation) {
        return problems.toResponse(violation);
    }
}
