package io.gatehouse.gateway.revocation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.gateway.route.Timeouts;
import io.gatehouse.gateway.upstream.BufferBudget;
import io.gatehouse.gateway.upstream.OwnCall;
import io.gatehouse.gateway.upstream.UpstreamAnswer;
import io.gatehouse.gateway.upstream.Upstreams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /revocations} of a service: which sessions have ended, in the order in which that became known. Asked with
 * memory of its own, and past bulkhead and open breakers: whoever keeps the service busy must not keep a stolen token alive.
 */
final class RevocationFeed {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
    private static final int MAX_PAGE = 1024 * 1024;

    /** 400 and 410: the cursor is not one of the service's, or from before what it still knows. */
    private static final List<Integer> START_OVER = List.of(400, 410);

    private final OwnCall call;

    RevocationFeed(String service, Upstreams upstreams) {
        this.call = new OwnCall(upstreams, new BufferBudget(MAX_PAGE), service, "/revocations", TIMEOUTS, MAX_PAGE);
    }

    /**
     * The revocations that follow a cursor.
     *
     * @param cursor that of the page before, or null for all that are known
     * @return the page; the stage fails when there is none
     */
    CompletionStage<Page> after(@Nullable String cursor) {
        return call.sendUnguarded(cursor == null ? null : "since=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8))
                .thenApply(answer -> page(answer, cursor));
    }

    private static Page page(UpstreamAnswer answer, @Nullable String asked) {
        if (asked != null && START_OVER.contains(answer.status())) {
            return Page.START_OVER;
        } else if (answer.status() != 200) {
            throw new IllegalStateException("status " + answer.status());
        }
        try {
            return page(JSON.readTree(answer.body()), asked);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException("revoked_at is no time of RFC 3339", e);
        }
    }

    private static Page page(JsonNode json, @Nullable String asked) {
        List<Revocation> revocations = new ArrayList<>();
        for (JsonNode each : json.path("revocations")) {
            revocations.add(new Revocation(text(each, "session_id"), Instant.parse(text(each, "revoked_at"))));
        }
        String cursor = text(json, "cursor");
        boolean more = json.path("more").asBoolean();
        if (more && cursor.equals(asked)) {
            throw new IllegalStateException("more is to follow, but the cursor stays");
        }
        return new Page(revocations, cursor, more);
    }

    private static String text(JsonNode json, String name) {
        String text = json.path(name).textValue();
        if (text == null) {
            throw new IllegalStateException("no " + name + " in the answer");
        }
        return text;
    }

    /** A session that has ended. */
    record Revocation(String sessionId, Instant revokedAt) {}

    /**
     * A part of the feed.
     *
     * @param cursor what to ask with for what follows, or null to ask for everything
     * @param more whether more is there already
     */
    record Page(List<Revocation> revocations, @Nullable String cursor, boolean more) {
        static final Page START_OVER = new Page(List.of(), null, true);
    }
}
