package io.gatehouse.users.user;

import io.gatehouse.servicekit.problem.ProblemException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Conditional requests on an account (RFC 9110 §13): If-None-Match when it is read, If-Match when it is changed. */
final class Conditional {

    private Conditional() {}

    /** 200 with the user, or 304 when the caller has this version already. */
    static Response read(Request request, Account account) {
        Response.ResponseBuilder unchanged = evaluate(request, account);
        if (unchanged == null) {
            return answer(account).build();
        }
        if (unchanged.build().getStatus() == Response.Status.PRECONDITION_FAILED.getStatusCode()) {
            throw failed();
        }
        return unchanged.build();
    }

    /** The user, under the entity tag of its version. */
    static Response.ResponseBuilder answer(Account account) {
        return Response.ok(account.user()).tag(account.entityTag());
    }

    static Precondition precondition(Request request) {
        return account -> {
            if (evaluate(request, account) != null) {
                throw failed();
            }
        };
    }

    private static Response.@Nullable ResponseBuilder evaluate(Request request, Account account) {
        try {
            return request.evaluatePreconditions(account.entityTag());
        } catch (ProcessingException e) {
            throw new ProblemException(400, "If-Match and If-None-Match take * or entity tags in quotes.");
        }
    }

    private static ProblemException failed() {
        return new ProblemException(412, "The user has changed since; read it again before you change it.");
    }
}
