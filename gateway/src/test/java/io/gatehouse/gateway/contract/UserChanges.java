package io.gatehouse.gateway.contract;

import static io.gatehouse.gateway.contract.Answers.A_TAG;
import static io.gatehouse.gateway.contract.Answers.assertProblem;
import static io.gatehouse.gateway.contract.Answers.body;
import static io.gatehouse.gateway.contract.Answers.json;
import static io.gatehouse.gateway.contract.Answers.problem;
import static io.gatehouse.gateway.contract.Bodies.example;
import static io.gatehouse.gateway.contract.Bodies.user;
import static io.gatehouse.gateway.contract.Person.ADA;
import static io.gatehouse.gateway.contract.Person.ADMIN;
import static io.gatehouse.gateway.contract.Requests.asked;
import static io.gatehouse.gateway.contract.Requests.sentInClear;
import static io.gatehouse.gateway.contract.States.noUserHas;
import static io.gatehouse.gateway.contract.States.userExists;
import static io.gatehouse.gateway.contract.UsersContractTest.users;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Changes of users, and what stands in their way. */
interface UserChanges {

    String NEW_NAME = "{\"full_name\": \"Ada King\"}";

    @Test
    default void a_user_is_changed() {
        Person renamed = ADA.renamed("Ada King");

        var answer = users.given(userExists(ADA))
                .receives("the change of a user", request -> sentInClear(request, ADMIN, "PUT", "/users/42", NEW_NAME))
                .answers(response -> json(response, 200, user(renamed)).header("ETag", A_TAG))
                .whenSent(gateway -> asked(gateway, ADMIN, "PUT", "/users/42", NEW_NAME));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(body(answer)).isEqualTo(example(user(renamed)));
    }

    @Test
    default void a_user_who_has_changed_since_is_left_alone() {
        var answer = users.given(userExists(ADA))
                .receives("the change of a user who has changed since", request -> sentInClear(
                                request, ADMIN, "PUT", "/users/42", NEW_NAME)
                        .header("If-Match", "\"an-older-one\""))
                .answers(response -> problem(response, 412, "The user has changed since."))
                .whenSent(gateway ->
                        asked(gateway, ADMIN, "PUT", "/users/42", NEW_NAME).header("If-Match", "\"an-older-one\""));

        assertProblem(answer, 412, "The user has changed since.");
    }

    @Test
    default void nobody_is_not_changed() {
        var answer = users.given(noUserHas(42))
                .receives(
                        "the change of a user who is not there",
                        request -> sentInClear(request, ADMIN, "PUT", "/users/42", NEW_NAME))
                .answers(response -> problem(response, 404, "User not found."))
                .whenSent(gateway -> asked(gateway, ADMIN, "PUT", "/users/42", NEW_NAME));

        assertProblem(answer, 404, "User not found.");
    }
}
