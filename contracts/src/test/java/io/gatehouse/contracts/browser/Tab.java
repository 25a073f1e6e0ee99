package io.gatehouse.contracts.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A tab of a browser. It remembers what its page asked for and complained about. */
public final class Tab implements WebSocket.Listener {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StringBuilder partial = new StringBuilder();
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private @Nullable WebSocket socket;

    private Tab() {}

    static Tab connect(URI debugger) {
        var tab = new Tab();
        tab.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(debugger, tab)
                .join();
        List.of("Page", "Network", "Runtime", "Log").forEach(domain -> tab.call(domain + ".enable", Map.of()));
        return tab;
    }

    public void open(URI page) {
        call("Page.navigate", Map.of("url", page.toString()));
    }

    /** Runs a script in the page. */
    public JsonNode run(String script) {
        JsonNode result = call("Runtime.evaluate", Map.of("expression", script, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(script + ": " + result.get("exceptionDetails"));
        }
        return result.at("/result/value");
    }

    /** Waits for something to be on the page. */
    public void await(String selector) {
        awaitThat("document.querySelector(" + JSON.getNodeFactory().textNode(selector) + ") !== null");
    }

    /** Waits for a script to say true. */
    public void awaitThat(String condition) {
        Awaitility.await(condition)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> run(condition).asBoolean());
    }

    public void click(String selector) {
        await(selector);
        run("document.querySelector(" + JSON.getNodeFactory().textNode(selector) + ").click()");
    }

    public String text(String selector) {
        await(selector);
        return run("document.querySelector(" + JSON.getNodeFactory().textNode(selector) + ").innerText")
                .asText();
    }

    public void screenshot(Path file) {
        try {
            Files.createDirectories(file.getParent());
            String image = call("Page.captureScreenshot", Map.of("format", "png"))
                    .path("data")
                    .asText();
            Files.write(file, Base64.getDecoder().decode(image));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every URL that was asked for. */
    public List<String> requests() {
        return requests;
    }

    /** Whatever stands in the console as an error: exceptions, refused loads, breaches of the page's own policy. */
    public List<String> errors() {
        return errors;
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        int id = lastId.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        calls.put(id, answer);
        String text = JSON.valueToTree(Map.of("id", id, "method", method, "params", parameters))
                .toString();
        Objects.requireNonNull(socket).sendText(text, true).join();
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(method, e);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            String message = partial.toString();
            partial.setLength(0);
            try {
                take(JSON.readTree(message));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        from.request(1);
        return null;
    }

    private void take(JsonNode message) {
        CompletableFuture<JsonNode> call = calls.remove(message.path("id").asInt());
        JsonNode told = message.path("params");
        if (call != null) {
            call.complete(message.path("result"));
            return;
        }
        switch (message.path("method").asText()) {
            case "Network.requestWillBeSent" ->
                requests.add(told.at("/request/url").asText());
            case "Runtime.exceptionThrown" -> errors.add(told.toString());
            case "Runtime.consoleAPICalled" -> {
                if (told.path("type").asText().equals("error")) {
                    errors.add(told.path("args").toString());
                }
            }
            case "Log.entryAdded" -> {
                if (told.at("/entry/level").asText().equals("error")) {
                    errors.add(told.at("/entry/text").asText());
                }
            }
            default -> {}
        }
    }
}
