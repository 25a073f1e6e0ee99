package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.servicekit.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
final class OrdersTest {

    private static final AtomicLong users = new AtomicLong();
    private static OrdersService service;

    /** Nobody else's, so that tests do not see each other's orders. */
    private final long user = users.incrementAndGet();

    OrdersTest(TestDatabase database) {}

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) throws Exception {
        service = new OrdersService(database.freshUrl());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        service.close();
    }

    @Test
    void placedOrderIsShownAndFound() {
        Instant before = Instant.now();
        HttpResponse<String> placed = service.post(user, OrdersService.order("Main Street 1", "lamp"));

        assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
        JsonNode order = OrdersService.json(placed);
        assertThat(order.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "address", "item", "created_by", "created_at");
        assertThat(order.path("id").asLong()).isPositive();
        assertThat(order.path("address").asText()).isEqualTo("Main Street 1");
        assertThat(order.path("item").asText()).isEqualTo("lamp");
        assertThat(order.path("created_by").asLong()).isEqualTo(user);
        assertThat(order.path("created_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z");
        assertThat(Instant.parse(order.path("created_at").asText())).isCloseTo(before, within(10, ChronoUnit.SECONDS));
        assertThat(placed.headers().allValues("Location"))
                .containsExactly("/orders/" + order.path("id").asLong());

        HttpResponse<String> read =
                service.get(user, placed.headers().firstValue("Location").orElseThrow());
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(placed.body());
        assertThat(service.get(user, "/orders").body()).isEqualTo("[" + placed.body() + "]");
    }

    @Test
    void whoeverHasNoOrdersHasAnEmptyList() {
        HttpResponse<String> response = service.get(user, "/orders");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("[]");
        assertThat(response.headers().firstValue("Link")).isEmpty();
    }

    @Test
    void ordersOfAnotherUserAreNotThere() {
        long other = users.incrementAndGet();
        HttpResponse<String> placed = service.post(other, OrdersService.order("a", "b"));
        String path = placed.headers().firstValue("Location").orElseThrow();

        assertNotFound(service.get(user, path));
        assertThat(service.get(user, "/orders").body()).isEqualTo("[]");
        assertThat(service.get(other, path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "+1",
                "01",
                "1.0",
                "1e3",
                "abc",
                "%20",
                "9223372036854775807",
                "9223372036854775808",
                "99999999999999999999",
                "1%00",
                "%D9%A1"
            })
    void whateverIsNoIdOfAnOrderIsNotFound(String id) {
        HttpResponse<String> response = service.get(user, "/orders/" + id);

        if (!id.equals("1%00")) {
            assertNotFound(response);
        } else {
            assertThat(response.statusCode()).isIn(400, 404);
        }
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepeat() {
        List<Long> placed = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            placed.add(OrdersService.json(service.post(user, OrdersService.order("a", "item " + i)))
                    .path("id")
                    .asLong());
        }

        List<Long> listed = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String next = "/orders?limit=3";
        while (next != null) {
            HttpResponse<String> page = service.get(user, next);
            sizes.add(OrdersService.json(page).size());
            OrdersService.json(page)
                    .forEach(order -> listed.add(order.path("id").asLong()));
            next = page.headers().firstValue("Link").map(OrdersTest::target).orElse(null);
        }

        assertThat(sizes).containsExactly(3, 3, 1);
        assertThat(listed).isEqualTo(placed).isSorted();
    }

    @Test
    void lastPageThatIsJustFullHasNoLink() {
        service.post(user, OrdersService.order("a", "1"));
        HttpResponse<String> last = service.post(user, OrdersService.order("a", "2"));

        HttpResponse<String> page = service.get(user, "/orders?limit=2");
        assertThat(OrdersService.json(page)).hasSize(2);
        assertThat(page.headers().firstValue("Link")).isEmpty();

        HttpResponse<String> first = service.get(user, "/orders?limit=1");
        long id = OrdersService.json(first).get(0).path("id").asLong();
        assertThat(first.headers().allValues("Link"))
                .containsExactly("</orders?after=" + id + "&limit=1>; rel=\"next\"");
        assertThat(service.get(
                                user,
                                "/orders?after="
                                        + OrdersService.json(last).path("id").asLong())
                        .body())
                .isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,   limit, must be a number from 1 to 200",
        "limit=201, limit, must be a number from 1 to 200",
        "limit=-1,  limit, must be a number from 1 to 200",
        "limit=ten, limit, must be a number from 1 to 200",
        "limit=,    limit, must be a number from 1 to 200",
        "limit=4294967297, limit, must be a number from 1 to 200",
        "after=-1,  after, must be a number from 0 to 9223372036854775807",
        "after=9223372036854775808, after, must be a number from 0 to 9223372036854775807",
    })
    void pageOutOfBoundsIsRefused(String query, String field, String message) {
        HttpResponse<String> response = service.get(user, "/orders?" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode error = OrdersService.json(response).path("errors").get(0);
        assertThat(error.path("field").asText()).isEqualTo(field);
        assertThat(error.path("message").asText()).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void pageAtTheBoundsIsAnswered(int limit) {
        assertThat(service.get(user, "/orders?limit=" + limit).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                    {"address":"a"}                              | item
                    {"item":"b"}                                 | address
                    {"address":" ","item":"b"}                   | address
                    {"address":"a","item":null}                  | item
                    {"address":"a","item":"b","id":1}            | id
                    {"address":"a","item":"b","created_by":1}    | created_by
                    {"address":1,"item":"b"}                     | address
                    {"address":"a\\u0000","item":"b"}            | address
                    """)
    void faultyOrderIsRefusedWithTheFieldsName(String body, String field) {
        HttpResponse<String> response = service.post(user, body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        assertThat(OrdersService.json(response).path("errors").findValuesAsText("field"))
                .containsExactly(field);
        assertThat(service.get(user, "/orders").body()).isEqualTo("[]");
    }

    @Test
    void textAtTheLimitIsKeptAsItIs() {
        String address = "\u00e4\u4e2d\ud83d\ude00\n".repeat(100);
        String item = "'; DROP TABLE orders; --".repeat(8) + "\"\\\t%_:x";

        HttpResponse<String> placed = service.post(user, OrdersService.order(address, item));
        assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
        JsonNode read = OrdersService.json(
                service.get(user, placed.headers().firstValue("Location").orElseThrow()));

        assertThat(read.path("address").asText()).isEqualTo(address);
        assertThat(read.path("item").asText()).isEqualTo(item);
    }

    @Test
    void textOverTheLimitIsRefused() {
        HttpResponse<String> response = service.post(user, OrdersService.order("x".repeat(501), "y".repeat(201)));

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(OrdersService.json(response).path("errors").findValuesAsText("field"))
                .containsExactly("address", "item");
    }

    private static void assertNotFound(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(OrdersService.json(response).path("detail").asText()).isEqualTo("Order not found with this id.");
    }

    private static String target(String link) {
        assertThat(link).endsWith(">; rel=\"next\"");
        return link.substring(1, link.indexOf('>'));
    }
}
