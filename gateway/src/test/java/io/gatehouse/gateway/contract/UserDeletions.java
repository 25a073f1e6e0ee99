package io.gatehouse.gateway.contract;

import static io.gatehouse.gateway.contract.Answers.assertProblem;
import static io.gatehouse.gateway.contract.Answers.problem;
import static io.gatehouse.gateway.contract.Person.ADA;
import static io.gatehouse.gateway.contract.Person.ADMIN;
import static io.gatehouse.gateway.contract.Person.GRACE;
import static io.gatehouse.gateway.contract.Requests.asked;
import static io.gatehouse.gateway.contract.Requests.sent;
import static io.gatehouse.gateway.contract.States.isLastAdmin;
import static io.gatehouse.gateway.contract.States.isProtected;
import static io.gatehouse.gateway.contract.States.noUserHas;
import static io.gatehouse.gateway.contract.States.userExists;
import static io.gatehouse.gateway.contract.UsersContractTest.users;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Deletions of users, and what stands in their way. */
interface UserDeletions {

    @Test
    default void a_user_is_deleted() {
        var answer = users.given(userExists(ADA))
                .receives("the deletion of a user", request -> sent(request, ADMIN, "DELETE", "/users/42"))
                .answers(Answers::nothing)
                .whenSent(gateway -> asked(gateway, ADMIN, "DELETE", "/users/42"));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    default void nobody_is_not_deleted() {
        var answer = users.given(noUserHas(42))
                .receives(
                        "the deletion of a user who is not there",
                        request -> sent(request, ADMIN, "DELETE", "/users/42"))
                .answers(response -> problem(response, 404, "User not found."))
                .whenSent(gateway -> asked(gateway, ADMIN, "DELETE", "/users/42"));

        assertProblem(answer, 404, "User not found.");
    }

    @Test
    default void a_protected_user_stays() {
        var answer = users.given(userExists(ADA), isProtected(ADA))
                .receives("the deletion of a protected user", request -> sent(request, ADMIN, "DELETE", "/users/42"))
                .answers(response -> problem(response, 403, "This user is protected."))
                .whenSent(gateway -> asked(gateway, ADMIN, "DELETE", "/users/42"));

        assertProblem(answer, 403, "This user is protected.");
    }

    @Test
    default void the_last_admin_stays() {
        var answer = users.given(userExists(GRACE), isLastAdmin(GRACE))
                .receives("the deletion of the last admin", request -> sent(request, ADMIN, "DELETE", "/users/43"))
                .answers(response -> problem(response, 409, "This is the last admin."))
                .whenSent(gateway -> asked(gateway, ADMIN, "DELETE", "/users/43"));

        assertProblem(answer, 409, "This is the last admin.");
    }
}
