package io.gatehouse.gateway.revocation;

import io.gatehouse.gateway.testing.StubUpstream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A revocation feed in pages of ten, whose cursors are {@code generation-position}. */
final class FeedDouble implements AutoCloseable {

    private static final int PAGE = 10;

    private final StubUpstream server = new StubUpstream();
    private final List<String> sessions = new CopyOnWriteArrayList<>();
    private final AtomicInteger generation = new AtomicInteger();
    private volatile int refusal;
    private volatile StubUpstream.Answer others = this::page;

    FeedDouble() {
        answers(200);
    }

    URI url() {
        return server.url();
    }

    List<StubUpstream.Received> asked() {
        return server.received();
    }

    void revoke(String session) {
        sessions.add(session);
    }

    /** From now on, another status than 200 fails every question. */
    void answers(int status) {
        server.answers(status == 200 ? this::answer : StubUpstream.json(status, "{}"));
    }

    void answersWith(String body) {
        server.answers(StubUpstream.json(200, body));
    }

    /** Refuses all cursors given out so far with a status. */
    void forgetCursors(int status) {
        refusal = status;
        generation.incrementAndGet();
    }

    /** From now on, all that is no question for revocations is answered like this. */
    void answersOthers(StubUpstream.Answer answer) {
        others = answer;
    }

    private void answer(Request request, Response response, Callback callback) throws Exception {
        if (request.getHttpURI().getPath().equals("/revocations")) {
            page(request, response, callback);
        } else {
            others.write(request, response, callback);
        }
    }

    private void page(Request request, Response response, Callback callback) throws Exception {
        String query = request.getHttpURI().getQuery();
        int from = 0;
        if (query != null) {
            String[] cursor = query.substring("since=".length()).split("-", -1);
            if (Integer.parseInt(cursor[0]) != generation.get()) {
                StubUpstream.json(refusal, "{}").write(request, response, callback);
                return;
            }
            from = Integer.parseInt(cursor[1]);
        }
        int to = Math.min(from + PAGE, sessions.size());
        String revocations = IntStream.range(from, to)
                .mapToObj(
                        i -> "{\"session_id\":\"%s\",\"revoked_at\":\"%s\"}".formatted(sessions.get(i), Instant.now()))
                .collect(Collectors.joining(","));
        StubUpstream.json(
                        200,
                        "{\"revocations\":[%s],\"cursor\":\"%d-%d\",\"more\":%b}"
                                .formatted(revocations, generation.get(), to, to < sessions.size()))
                .write(request, response, callback);
    }

    @Override
    public void close() {
        server.close();
    }
}
