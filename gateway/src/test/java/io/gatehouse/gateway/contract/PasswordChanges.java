package io.gatehouse.gateway.contract;

import static io.gatehouse.gateway.contract.Answers.assertProblem;
import static io.gatehouse.gateway.contract.Answers.body;
import static io.gatehouse.gateway.contract.Answers.problem;
import static io.gatehouse.gateway.contract.Answers.refused;
import static io.gatehouse.gateway.contract.Person.ADA;
import static io.gatehouse.gateway.contract.Requests.FROM_CLIENT;
import static io.gatehouse.gateway.contract.Requests.asked;
import static io.gatehouse.gateway.contract.Requests.sent;
import static io.gatehouse.gateway.contract.States.noUserHas;
import static io.gatehouse.gateway.contract.States.userExists;
import static io.gatehouse.gateway.contract.UsersContractTest.users;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.dsl.HttpRequestBuilder;
import io.gatehouse.gateway.testing.TestGateway;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

/** A user exchanges the own password, and has to know it. */
interface PasswordChanges {

    String PATH = "/me/password";
    String CHANGE = change("analytical engine", "a loom weaves algebra");
    String WRONG = change("difference engine", "a loom weaves algebra");
    String COMMON = change("analytical engine", "password1");

    @Test
    default void a_password_is_changed() {
        var answer = users.given(userExists(ADA))
                .receives("the change of a password", request -> put(request, CHANGE))
                .answers(Answers::nothing)
                .whenSent(gateway -> put(gateway, CHANGE));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    /** No 401: the caller is logged in, and the client must not take the answer for the end of that. */
    @Test
    default void who_does_not_know_the_old_one_keeps_it() {
        var answer = users.given(userExists(ADA))
                .receives("the change of a password with a wrong old one", request -> put(request, WRONG))
                .answers(response -> problem(response, 403, "The old password is wrong."))
                .whenSent(gateway -> put(gateway, WRONG));

        assertProblem(answer, 403, "The old password is wrong.");
    }

    @Test
    default void a_common_password_is_refused() {
        var answer = users.given(userExists(ADA))
                .receives("the change of a password to a common one", request -> put(request, COMMON))
                .answers(response -> refused(response, "new_password", "is too common"))
                .whenSent(gateway -> put(gateway, COMMON));

        assertProblem(answer, 422, "The request was refused.");
        assertThat(body(answer).at("/errors/0/field").asText()).isEqualTo("new_password");
    }

    @Test
    default void who_is_gone_has_no_password() {
        var answer = users.given(noUserHas(ADA.id()))
                .receives("the change of a password of a user who is not there", request -> put(request, CHANGE))
                .answers(response -> problem(response, 404, "User not found."))
                .whenSent(gateway -> put(gateway, CHANGE));

        assertProblem(answer, 404, "User not found.");
    }

    private static String change(String from, String to) {
        return "{\"old_password\": \"" + from + "\", \"new_password\": \"" + to + "\"}";
    }

    private static HttpRequestBuilder put(HttpRequestBuilder request, String body) {
        return sent(request, ADA, "PUT", PATH, body).header("X-Forwarded-For", FROM_CLIENT);
    }

    private static HttpRequest.Builder put(TestGateway gateway, String body) {
        return asked(gateway, ADA, "PUT", PATH, body);
    }
}
