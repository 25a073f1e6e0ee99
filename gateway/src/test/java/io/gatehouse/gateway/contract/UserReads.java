package io.gatehouse.gateway.contract;

import static io.gatehouse.gateway.contract.Answers.A_TAG;
import static io.gatehouse.gateway.contract.Answers.assertProblem;
import static io.gatehouse.gateway.contract.Answers.assertTagOfAllowedFields;
import static io.gatehouse.gateway.contract.Answers.body;
import static io.gatehouse.gateway.contract.Answers.json;
import static io.gatehouse.gateway.contract.Answers.list;
import static io.gatehouse.gateway.contract.Answers.problem;
import static io.gatehouse.gateway.contract.Bodies.example;
import static io.gatehouse.gateway.contract.Bodies.someUser;
import static io.gatehouse.gateway.contract.Bodies.user;
import static io.gatehouse.gateway.contract.Person.ADA;
import static io.gatehouse.gateway.contract.Person.ADMIN;
import static io.gatehouse.gateway.contract.Requests.asked;
import static io.gatehouse.gateway.contract.Requests.sentInClear;
import static io.gatehouse.gateway.contract.States.noUserHas;
import static io.gatehouse.gateway.contract.States.userExists;
import static io.gatehouse.gateway.contract.States.usersExist;
import static io.gatehouse.gateway.contract.UsersContractTest.users;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists of users, and one of them. */
interface UserReads {

    @Test
    default void users_are_listed() {
        var answer = users.given(usersExist(2))
                .receives("the list of users", request -> sentInClear(request, ADMIN, "GET", "/users"))
                .answers(response -> list(response, List.of(someUser(1), someUser(2))))
                .whenSent(gateway -> asked(gateway, ADMIN, "GET", "/users"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(body(answer)).isEqualTo(example(List.of(someUser(1), someUser(2))));
    }

    @Test
    default void a_page_of_users_links_to_the_next() {
        var answer = users.given(usersExist(5))
                .receives(
                        "a page of users with another after it", request -> sentInClear(request, ADMIN, "GET", "/users")
                                .queryParameter("after", "2")
                                .queryParameter("limit", "2"))
                .answers(response -> list(response, List.of(someUser(3), someUser(4)))
                        .header("Link", "</users?after=4&limit=2>; rel=\"next\""))
                .whenSent(gateway -> asked(gateway, ADMIN, "GET", "/users?after=2&limit=2"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Link")).contains("</api/v1/users?after=4&limit=2>; rel=\"next\"");
    }

    @Test
    default void the_last_page_of_users_links_nowhere() {
        var answer = users.given(usersExist(5))
                .receives("the last page of users", request -> sentInClear(request, ADMIN, "GET", "/users")
                        .queryParameter("after", "4")
                        .queryParameter("limit", "2"))
                .answers(response -> list(response, List.of(someUser(5))))
                .whenSent(gateway -> asked(gateway, ADMIN, "GET", "/users?after=4&limit=2"));

        assertThat(body(answer)).isEqualTo(example(List.of(someUser(5))));
        assertThat(answer.headers().firstValue("Link")).isEmpty();
    }

    @Test
    default void a_user_is_read() {
        var answer = users.given(userExists(ADA))
                .receives("the read of a user", request -> sentInClear(request, ADMIN, "GET", "/users/42"))
                .answers(response -> json(response, 200, user(ADA)).header("ETag", A_TAG))
                .whenSent(gateway -> asked(gateway, ADMIN, "GET", "/users/42"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertTagOfAllowedFields(answer);
        assertThat(body(answer)).isEqualTo(example(user(ADA)));
    }

    @Test
    default void nobody_is_not_found() {
        var answer = users.given(noUserHas(42))
                .receives(
                        "the read of a user who is not there",
                        request -> sentInClear(request, ADMIN, "GET", "/users/42"))
                .answers(response -> problem(response, 404, "User not found."))
                .whenSent(gateway -> asked(gateway, ADMIN, "GET", "/users/42"));

        assertProblem(answer, 404, "User not found.");
    }
}
