package io.gatehouse.gateway.upstream;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which headers cross the gateway. Hop-by-hop fields and those that Connection nominates never do (RFC 9110 §7.6.1),
 * nor does what the gateway says itself: who calls, and the request's id.
 */
final class CrossingHeaders {

    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** Said by the gateway, or by its client library, in their own words. */
    private static final Set<String> NOT_INWARD = Set.of(
            "authorization",
            "request-user-id",
            "x-request-id",
            "host",
            "content-length",
            "content-type",
            "content-encoding",
            "content-language",
            "expect",
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-proto",
            "x-forwarded-prefix",
            "x-real-ip");

    private static final Set<String> NOT_OUTWARD =
            Set.of("request-user-id", "x-request-id", "content-length", "date", "server");

    private CrossingHeaders() {}

    /** The headers of a client's request that its service sees. */
    static MultivaluedMap<String, Object> inward(MultivaluedMap<String, String> headers) {
        var crossing = new MultivaluedHashMap<String, Object>();
        copy(headers, NOT_INWARD, crossing);
        return crossing;
    }

    /** The headers of a service's answer that the client sees. */
    static MultivaluedMap<String, Object> outward(MultivaluedMap<String, String> headers) {
        var crossing = new MultivaluedHashMap<String, Object>();
        copy(headers, NOT_OUTWARD, crossing);
        return crossing;
    }

    private static void copy(
            MultivaluedMap<String, String> headers, Set<String> excluded, MultivaluedMap<String, Object> to) {
        Set<String> nominated = nominated(headers.get("Connection"));
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            String name = canonical(header.getKey());
            if (!HOP_BY_HOP.contains(name) && !excluded.contains(name) && !nominated.contains(name)) {
                to.addAll(header.getKey(), List.copyOf(header.getValue()));
            }
        }
    }

    /** Some servers read {@code request_user_id} as {@code request-user-id}: one spelling stands for all. */
    private static String canonical(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Set<String> nominated(@org.jspecify.annotations.Nullable List<String> connection) {
        if (connection == null) {
            return Set.of();
        }
        Set<String> names = new HashSet<>();
        connection.forEach(value -> Arrays.stream(value.split(","))
                .map(String::trim)
                .map(CrossingHeaders::canonical)
                .forEach(names::add));
        return names;
    }
}
