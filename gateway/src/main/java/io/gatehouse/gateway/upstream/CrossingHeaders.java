package io.gatehouse.gateway.upstream;

import com.google.common.base.Splitter;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which headers cross the gateway. Hop-by-hop fields and those that Connection nominates never do (RFC 9110 §7.6.1),
 * nor does what the gateway says itself. A nomination takes away only what the other side sent: the gateway's own
 * headers are written afterwards.
 */
final class CrossingHeaders {

    /** The gateway's name in Via, with the version that it received (RFC 9110 §7.6.3). */
    private static final String VIA_GATEHOUSE = "1.1 gatehouse";

    private static final String VIA = "Via";

    private static final String X_FORWARDED = "x-forwarded-";

    private static final Splitter COMMA = Splitter.on(',').trimResults();

    private static final HeaderNames HOP_BY_HOP = HeaderNames.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final HeaderNames NOT_INWARD = HeaderNames.of(
            // Said by the gateway, or by its client library, in their own words.
            "authorization",
            "request-user-id",
            "x-request-id",
            "traceparent",
            "tracestate",
            "host",
            "content-length",
            "expect",
            // Other names for what X-Forwarded-* says.
            "forwarded",
            "true-client-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "x-original-forwarded-for",
            "x-original-host",
            "x-real-ip",
            // By which some frameworks take a request for another one than the gateway let pass.
            "x-http-method",
            "x-http-method-override",
            "x-method-override",
            "x-original-url",
            "x-rewrite-url",
            // Becomes HTTP_PROXY in a CGI environment.
            "proxy");

    /** CORS is the gateway's to speak (see its configuration): a service does not know its public origin. */
    private static final HeaderNames NOT_OUTWARD = HeaderNames.of(
            "request-user-id",
            "x-request-id",
            "content-length",
            "date",
            "server",
            "access-control-allow-credentials",
            "access-control-allow-headers",
            "access-control-allow-methods",
            "access-control-allow-origin",
            "access-control-expose-headers",
            "access-control-max-age");

    private CrossingHeaders() {}

    /** The headers of a client's request that its service sees. */
    static MultivaluedMap<String, Object> inward(MultivaluedMap<String, String> headers) {
        return crossing(headers, NOT_INWARD);
    }

    /** The headers of a service's answer that the client sees. */
    static MultivaluedMap<String, Object> outward(MultivaluedMap<String, String> headers) {
        return crossing(headers, NOT_OUTWARD);
    }

    private static MultivaluedMap<String, Object> crossing(
            MultivaluedMap<String, String> headers, HeaderNames excluded) {
        HeaderNames nominated = nominated(headers.get("Connection"));
        var crossing = new MultivaluedHashMap<String, Object>();
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            String name = header.getKey();
            boolean crosses = !HOP_BY_HOP.contain(name)
                    && !excluded.contain(name)
                    && !HeaderNames.startsWith(name, X_FORWARDED)
                    && (nominated == null || !nominated.contain(name));
            if (crosses) {
                crossing.addAll(name.equalsIgnoreCase(VIA) ? VIA : name, List.copyOf(header.getValue()));
            }
        }
        crossing.add(VIA, VIA_GATEHOUSE);
        return crossing;
    }

    private static @Nullable HeaderNames nominated(@Nullable List<String> connection) {
        if (connection == null) {
            return null;
        }
        List<String> names = new ArrayList<>();
        connection.forEach(value -> COMMA.split(value).forEach(names::add));
        return new HeaderNames(names);
    }
}
