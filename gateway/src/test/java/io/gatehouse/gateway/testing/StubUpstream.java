package io.gatehouse.gateway.testing;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A real HTTP server in a service's place: records what reaches it and answers as it is told, never blocking. */
public final class StubUpstream implements AutoCloseable {

    /** A request as it arrived, its body one character a byte. */
    public record Received(String method, String pathQuery, HttpFields headers, String body) {

        /** The body as text. */
        public String text() {
            return new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }
    }

    /** Writes an answer, now or later. */
    @FunctionalInterface
    public interface Answer {
        void write(Request request, Response response, Callback callback) throws Exception;
    }

    private final Server server;
    private final ServerConnector connector;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Answer answer = json(200, "{}");

    public StubUpstream() {
        this("127.0.0.1", 0);
    }

    /** Where a test needs it to be: on the port of one that was closed, or at another address of the loopback. */
    public StubUpstream(String host, int port) {
        server = new Server(new QueuedThreadPool(16));
        connector = new ServerConnector(server, 1, 1);
        connector.setHost(host);
        connector.setPort(port);
        connector.setReuseAddress(true);
        connector.setAcceptQueueSize(2048);
        server.addConnector(connector);
        server.setHandler(new Recording());
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public URI url() {
        return URI.create("http://" + connector.getHost() + ":" + port());
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** Stops as a service does that is rolled: takes no more connections, but ends what it has begun. */
    public void drain() {
        server.setStopTimeout(5_000);
        close();
    }

    /** From now on, answers like this. */
    public void answers(Answer newAnswer) {
        answer = newAnswer;
    }

    public List<Received> received() {
        return received;
    }

    public Received last() {
        return received.get(received.size() - 1);
    }

    public int requests() {
        return requests.get();
    }

    public void forget() {
        received.clear();
        requests.set(0);
    }

    public static Answer json(int status, String body) {
        return body(status, "application/json", body);
    }

    public static Answer body(int status, String type, String body) {
        return (request, response, callback) -> {
            response.setStatus(status);
            response.getHeaders().put("Content-Type", type);
            Content.Sink.write(response, true, body, callback);
        };
    }

    public static Answer after(Duration delay, Answer answer) {
        return (request, response, callback) -> request.getComponents()
                .getScheduler()
                .schedule(
                        () -> {
                            try {
                                answer.write(request, response, callback);
                            } catch (Exception e) {
                                callback.failed(e);
                            }
                        },
                        delay.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Recording extends Handler.Abstract.NonBlocking {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            requests.incrementAndGet();
            String body = request.getLength() == 0 ? "" : Content.Source.asString(request, StandardCharsets.ISO_8859_1);
            received.add(new Received(
                    request.getMethod(),
                    request.getHttpURI().getPathQuery(),
                    HttpFields.build(request.getHeaders()).asImmutable(),
                    body));
            answer.write(request, response, callback);
            return true;
        }
    }
}
