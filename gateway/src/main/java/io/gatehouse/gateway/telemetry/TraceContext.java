package io.gatehouse.gateway.telemetry;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * A request's place in a trace (W3C Trace Context, https://www.w3.org/TR/trace-context/). Read as strictly as it says: of
 * a header that is malformed or there twice nothing is taken over.
 *
 * @param traceId 32 lower-case hex digits, not all zero
 * @param spanId of whoever sent the request, 16 lower-case hex digits, not all zero
 * @param sampled whether the sender says that the trace is kept
 * @param state the {@code tracestate} that came along, or null
 */
public record TraceContext(
        String traceId,
        String spanId,
        boolean sampled,
        @Nullable String state) {

    public static final String PARENT = "traceparent";
    public static final String STATE = "tracestate";

    private static final int TRACE_ID = 3;
    private static final int SPAN_ID = 36;
    private static final int FLAGS = 53;
    private static final int LENGTH = 55;

    /** What a request's headers say, or null when they say nothing that can be taken over. */
    public static @Nullable TraceContext read(HttpFields headers) {
        List<String> parents = headers.getValuesList(PARENT);
        if (parents.size() != 1) {
            return null;
        }
        TraceContext context = parse(parents.get(0));
        return context == null || !headers.contains(STATE)
                ? context
                : new TraceContext(
                        context.traceId,
                        context.spanId,
                        context.sampled,
                        TraceState.checked(headers.getValuesList(STATE)));
    }

    /** That of a request which belongs to no trace yet. Nobody is known to keep it. */
    public static TraceContext make() {
        return new TraceContext(newTraceId(), newSpanId(), false, null);
    }

    /** What a service is sent, as the child of a span of this trace. */
    String parentOf(String span) {
        return "00-" + traceId + '-' + span + (sampled ? "-01" : "-00");
    }

    static String newSpanId() {
        long id;
        do {
            id = ThreadLocalRandom.current().nextLong();
        } while (id == 0);
        return HexFormat.of().toHexDigits(id);
    }

    private static String newTraceId() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()) + newSpanId();
    }

    private static @Nullable TraceContext parse(String header) {
        boolean formed = header.length() >= LENGTH
                && isHex(header, 0, 2)
                && header.charAt(TRACE_ID - 1) == '-'
                && isId(header, TRACE_ID, 32)
                && header.charAt(SPAN_ID - 1) == '-'
                && isId(header, SPAN_ID, 16)
                && header.charAt(FLAGS - 1) == '-'
                && isHex(header, FLAGS, 2)
                && endsAsItsVersionMay(header);
        return formed
                ? new TraceContext(
                        header.substring(TRACE_ID, SPAN_ID - 1),
                        header.substring(SPAN_ID, FLAGS - 1),
                        (Character.digit(header.charAt(LENGTH - 1), 16) & 1) == 1,
                        null)
                : null;
    }

    /** Later versions may say more behind what is known, and none is called ff. */
    private static boolean endsAsItsVersionMay(String header) {
        return header.startsWith("00")
                ? header.length() == LENGTH
                : !header.startsWith("ff") && (header.length() == LENGTH || header.charAt(LENGTH) == '-');
    }

    private static boolean isId(String header, int from, int length) {
        return isHex(header, from, length) && !header.regionMatches(from, "0".repeat(length), 0, length);
    }

    private static boolean isHex(String header, int from, int length) {
        for (int i = from; i < from + length; i++) {
            char c = header.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
