package io.gatehouse.gateway.contract;

import static au.com.dius.pact.consumer.dsl.Matchers.regexp;
import static io.gatehouse.gateway.contract.Answers.A_TAG;
import static io.gatehouse.gateway.contract.Answers.assertProblem;
import static io.gatehouse.gateway.contract.Answers.assertTagOfAllowedFields;
import static io.gatehouse.gateway.contract.Answers.body;
import static io.gatehouse.gateway.contract.Answers.json;
import static io.gatehouse.gateway.contract.Answers.problem;
import static io.gatehouse.gateway.contract.Answers.refused;
import static io.gatehouse.gateway.contract.Bodies.example;
import static io.gatehouse.gateway.contract.Bodies.newUser;
import static io.gatehouse.gateway.contract.Bodies.user;
import static io.gatehouse.gateway.contract.Person.ADA;
import static io.gatehouse.gateway.contract.Person.ADMIN;
import static io.gatehouse.gateway.contract.Requests.asked;
import static io.gatehouse.gateway.contract.Requests.sentInClear;
import static io.gatehouse.gateway.contract.States.userExists;
import static io.gatehouse.gateway.contract.UsersContractTest.users;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** New users, and those that there can not be. */
interface UserCreations {

    String ADAS_PLACE = """
            {"username": "ada", "password": "analytical engine", "email": "ada@example.com",
             "full_name": "Ada Lovelace", "user_type": "default"}""";

    @Test
    default void a_user_is_made() {
        var answer = users.given()
                .receives("a new user", request -> sentInClear(request, ADMIN, "POST", "/users", ADAS_PLACE))
                .answers(response -> json(response, 201, newUser(ADA))
                        .header("Location", regexp("/users/[1-9][0-9]*", "/users/42"))
                        .header("ETag", A_TAG))
                .whenSent(gateway -> asked(gateway, ADMIN, "POST", "/users", ADAS_PLACE));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).contains("/api/v1/users/42");
        assertTagOfAllowedFields(answer);
        assertThat(body(answer)).isEqualTo(example(user(ADA)));
    }

    @Test
    default void a_username_is_taken_once() {
        String body = ADAS_PLACE.replace("ada@example.com", "other@example.com");

        var answer = users.given(userExists(ADA))
                .receives(
                        "a new user under a taken username",
                        request -> sentInClear(request, ADMIN, "POST", "/users", body))
                .answers(response -> problem(response, 409, "This username is taken.", "username"))
                .whenSent(gateway -> asked(gateway, ADMIN, "POST", "/users", body));

        assertProblem(answer, 409, "This username is taken.");
    }

    @Test
    default void an_email_is_taken_once() {
        String body = ADAS_PLACE.replace("\"ada\"", "\"other\"");

        var answer = users.given(userExists(ADA))
                .receives(
                        "a new user with a taken email", request -> sentInClear(request, ADMIN, "POST", "/users", body))
                .answers(response -> problem(response, 409, "This email is taken.", "email"))
                .whenSent(gateway -> asked(gateway, ADMIN, "POST", "/users", body));

        assertProblem(answer, 409, "This email is taken.");
    }

    @Test
    default void an_unknown_field_is_named() {
        String body = ADAS_PLACE.replace("full_name", "nickname");

        var answer = users.given()
                .receives(
                        "a new user with an unknown field",
                        request -> sentInClear(request, ADMIN, "POST", "/users", body))
                .answers(response -> refused(response, "nickname", "is not a known field"))
                .whenSent(gateway -> asked(gateway, ADMIN, "POST", "/users", body));

        assertProblem(answer, 422, "The request was refused.");
        assertThat(body(answer).at("/errors/0/field").asText()).isEqualTo("nickname");
    }
}
