package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.servicekit.caller.Trust;
import io.gatehouse.servicekit.testing.TestTrust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A user who places orders until the service dies, and keeps account of what it said. */
final class OrderWriter {

    private final TestTrust gateway;
    private final long user;
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    private HttpClient client = HttpClient.newHttpClient();
    private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);
    private String unanswered;
    private int count;
    private int retried;

    OrderWriter(TestTrust gateway, long user) {
        this.gateway = gateway;
        this.user = user;
    }

    /** Places one order after the other, each with its own key and item, until one gets no answer. */
    void start(String url) {
        writing = CompletableFuture.runAsync(() -> {
            try {
                while (true) {
                    unanswered = "item " + ++count;
                    acknowledged.put(unanswered, place(url, unanswered));
                }
            } catch (IOException e) {
                // The service is dead, and whether it placed the last order nobody said.
                client = HttpClient.newHttpClient();
            }
        });
    }

    void awaitFailure() {
        writing.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join();
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /** How many orders it asked for again, having had no answer. */
    int retried() {
        return retried;
    }

    /** Asks again for the order that got no answer, twice, and compares what is listed with what was acknowledged. */
    void checkThatNothingIsLostOrDoubled(String url) {
        try {
            if (unanswered != null) {
                String answer = place(url, unanswered);
                assertThat(place(url, unanswered)).isEqualTo(answer);
                acknowledged.put(unanswered, answer);
                unanswered = null;
                retried++;
            }
            Map<String, String> listed = new TreeMap<>();
            String next = "/orders?limit=200";
            while (next != null) {
                HttpResponse<String> page = send(request(url, next));
                assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
                for (var order : OrdersService.json(page)) {
                    String item = order.path("item").asText();
                    assertThat(listed.put(item, order.toString()))
                            .as("%s twice", item)
                            .isNull();
                }
                next = page.headers()
                        .firstValue("Link")
                        .map(link -> link.substring(1, link.indexOf('>')))
                        .orElse(null);
            }
            assertThat(listed).isEqualTo(new TreeMap<>(acknowledged));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String place(String url, String item) throws IOException {
        HttpResponse<String> response = send(request(url, "/orders")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", item)
                .POST(HttpRequest.BodyPublishers.ofString(OrdersService.order("address", item))));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return response.body();
    }

    private HttpRequest.Builder request(String url, String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", gateway.bearer("orders", user))
                .header(Trust.USER_ID_HEADER, Long.toString(user));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
