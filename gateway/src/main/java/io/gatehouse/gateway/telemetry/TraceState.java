package io.gatehouse.gateway.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code tracestate}: what tracing systems tell each other beside the ids (W3C Trace Context §3.3). */
final class TraceState {

    private static final int MAX_MEMBERS = 32;

    private static final Pattern MEMBER = Pattern.compile("(?:[a-z][a-z0-9_\\-*/]{0,255}"
            + "|[a-z0-9][a-z0-9_\\-*/]{0,240}@[a-z][a-z0-9_\\-*/]{0,13})"
            + "=[\\x20-\\x2b\\x2d-\\x3c\\x3e-\\x7e]{0,255}[\\x21-\\x2b\\x2d-\\x3c\\x3e-\\x7e]");

    private TraceState() {}

    /** The members of all headers in one, or null when there are none or one of them can't be read. */
    static @Nullable String checked(List<String> headers) {
        List<String> members = new ArrayList<>();
        for (String header : headers) {
            for (String part : header.split(",", -1)) {
                String member = part.strip();
                if (!member.isEmpty()) {
                    members.add(member);
                    if (members.size() > MAX_MEMBERS || !MEMBER.matcher(member).matches()) {
                        return null;
                    }
                }
            }
        }
        return members.isEmpty() ? null : String.join(",", members);
    }
}
