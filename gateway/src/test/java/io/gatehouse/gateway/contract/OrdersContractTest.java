package io.gatehouse.gateway.contract;

import static au.com.dius.pact.consumer.dsl.Matchers.regexp;
import static io.gatehouse.gateway.contract.Answers.assertProblem;
import static io.gatehouse.gateway.contract.Answers.assertUnusable;
import static io.gatehouse.gateway.contract.Answers.body;
import static io.gatehouse.gateway.contract.Answers.json;
import static io.gatehouse.gateway.contract.Answers.list;
import static io.gatehouse.gateway.contract.Answers.problem;
import static io.gatehouse.gateway.contract.Bodies.example;
import static io.gatehouse.gateway.contract.Bodies.newOrder;
import static io.gatehouse.gateway.contract.Bodies.order;
import static io.gatehouse.gateway.contract.Bodies.someOrder;
import static io.gatehouse.gateway.contract.Person.ADA;
import static io.gatehouse.gateway.contract.Person.GRACE;
import static io.gatehouse.gateway.contract.Requests.asked;
import static io.gatehouse.gateway.contract.Requests.sent;
import static io.gatehouse.gateway.contract.States.gatewayIsNotTrusted;
import static io.gatehouse.gateway.contract.States.keyWasUsed;
import static io.gatehouse.gateway.contract.States.noOrderHas;
import static io.gatehouse.gateway.contract.States.orderExists;
import static io.gatehouse.gateway.contract.States.ordersExist;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.dsl.HttpResponseBuilder;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All that the gateway and orders agree on. */
class OrdersContractTest {

    private static final String STREET = "12 St James's Square";
    private static final String CARDS = "punched cards";
    private static final String ORDER = "{\"address\": \"" + STREET + "\", \"item\": \"" + CARDS + "\"}";
    private static final String KEY = "a-key-of-the-client";

    @RegisterExtension
    static final Contract orders = Contract.with("orders");

    @Test
    void a_page_of_orders_links_to_the_next() {
        var page = List.of(someOrder(1, ADA.id()), someOrder(2, ADA.id()));

        var answer = orders.given(ordersExist(3, ADA.id()))
                .receives("a page of orders with another after it", request -> sent(request, ADA, "GET", "/orders")
                        .queryParameter("limit", "2"))
                .answers(response -> list(response, page).header("Link", "</orders?after=2&limit=2>; rel=\"next\""))
                .whenSent(gateway -> asked(gateway, ADA, "GET", "/orders?limit=2"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Link")).contains("</api/v1/orders?after=2&limit=2>; rel=\"next\"");
        assertThat(body(answer)).isEqualTo(example(page));
    }

    @Test
    void the_last_page_of_orders_links_nowhere() {
        var page = List.of(someOrder(3, ADA.id()));

        var answer = orders.given(ordersExist(3, ADA.id()))
                .receives("the last page of orders", request -> sent(request, ADA, "GET", "/orders")
                        .queryParameter("after", "2")
                        .queryParameter("limit", "2"))
                .answers(response -> list(response, page))
                .whenSent(gateway -> asked(gateway, ADA, "GET", "/orders?after=2&limit=2"));

        assertThat(answer.headers().firstValue("Link")).isEmpty();
        assertThat(body(answer)).isEqualTo(example(page));
    }

    @Test
    void a_user_without_orders_gets_an_empty_list() {
        var answer = orders.given(ordersExist(0, ADA.id()))
                .receives("the list of no orders", request -> sent(request, ADA, "GET", "/orders"))
                .answers(response -> list(response, List.of()))
                .whenSent(gateway -> asked(gateway, ADA, "GET", "/orders"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[]");
    }

    @Test
    void an_order_is_placed() {
        var answer = orders.given()
                .receives("an order", request -> sent(request, ADA, "POST", "/orders", ORDER))
                .answers(OrdersContractTest::placed)
                .whenSent(gateway -> asked(gateway, ADA, "POST", "/orders", ORDER));

        assertPlaced(answer);
    }

    @Test
    void an_order_is_placed_under_a_key() {
        var answer = orders.given()
                .receives("an order under a new key", request -> sent(request, ADA, "POST", "/orders", ORDER)
                        .header("Idempotency-Key", KEY))
                .answers(OrdersContractTest::placed)
                .whenSent(
                        gateway -> asked(gateway, ADA, "POST", "/orders", ORDER).header("Idempotency-Key", KEY));

        assertPlaced(answer);
    }

    @Test
    void an_order_placed_again_is_the_same() {
        var answer = orders.given(keyWasUsed(ADA.id(), KEY, 17, STREET, CARDS))
                .receives("an order placed again under its key", request -> sent(request, ADA, "POST", "/orders", ORDER)
                        .header("Idempotency-Key", KEY))
                .answers(response ->
                        json(response, 201, order(17, ADA.id(), STREET, CARDS)).header("Location", "/orders/17"))
                .whenSent(
                        gateway -> asked(gateway, ADA, "POST", "/orders", ORDER).header("Idempotency-Key", KEY));

        assertPlaced(answer);
    }

    @Test
    void a_key_stands_for_one_order() {
        var answer = orders.given(keyWasUsed(ADA.id(), KEY, 17, STREET, "a difference engine"))
                .receives("an order under the key of another", request -> sent(request, ADA, "POST", "/orders", ORDER)
                        .header("Idempotency-Key", KEY))
                .answers(response ->
                        problem(response, 422, "This Idempotency-Key was used with another body.", "Idempotency-Key"))
                .whenSent(
                        gateway -> asked(gateway, ADA, "POST", "/orders", ORDER).header("Idempotency-Key", KEY));

        assertProblem(answer, 422, "This Idempotency-Key was used with another body.");
    }

    @Test
    void an_order_is_read() {
        var answer = orders.given(orderExists(17, ADA.id(), STREET, CARDS))
                .receives("the read of an order", request -> sent(request, ADA, "GET", "/orders/17"))
                .answers(response -> json(response, 200, order(17, ADA.id(), STREET, CARDS)))
                .whenSent(gateway -> asked(gateway, ADA, "GET", "/orders/17"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(body(answer)).isEqualTo(example(order(17, ADA.id(), STREET, CARDS)));
    }

    @Test
    void no_order_is_not_found() {
        var answer = orders.given(noOrderHas(17))
                .receives("the read of an order that is not there", request -> sent(request, ADA, "GET", "/orders/17"))
                .answers(response -> problem(response, 404, "Order not found."))
                .whenSent(gateway -> asked(gateway, ADA, "GET", "/orders/17"));

        assertProblem(answer, 404, "Order not found.");
    }

    @Test
    void an_order_of_another_user_is_not_found() {
        var answer = orders.given(orderExists(17, GRACE.id(), STREET, CARDS))
                .receives("the read of another user's order", request -> sent(request, ADA, "GET", "/orders/17"))
                .answers(response -> problem(response, 404, "Order not found."))
                .whenSent(gateway -> asked(gateway, ADA, "GET", "/orders/17"));

        assertProblem(answer, 404, "Order not found.");
    }

    @Test
    void orders_that_does_not_trust_the_gateway_is_a_502() {
        var answer = orders.given(gatewayIsNotTrusted())
                .receives(
                        "a request with a token that orders does not trust",
                        request -> sent(request, ADA, "GET", "/orders"))
                .answers(Answers::untrusted)
                .whenSent(gateway -> asked(gateway, ADA, "GET", "/orders"));

        assertUnusable(answer);
    }

    private static HttpResponseBuilder placed(HttpResponseBuilder response) {
        return json(response, 201, newOrder(ADA.id(), STREET, CARDS))
                .header("Location", regexp("/orders/[1-9][0-9]*", "/orders/17"));
    }

    private static void assertPlaced(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).contains("/api/v1/orders/17");
        assertThat(body(answer)).isEqualTo(example(order(17, ADA.id(), STREET, CARDS)));
    }
}
