package io.gatehouse.gateway.forward;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * The header in which proxies tell where a request came from. Both are cut at every comma, in quotes or not: no address
 * has one, and a quote that a client left open can't swallow what a proxy wrote after it.
 */
public enum ForwardedHeader {

    /** The one of custom, with X-Forwarded-Proto and X-Forwarded-Host beside it. */
    @JsonProperty("X-Forwarded-For")
    X_FORWARDED_FOR {
        @Override
        List<Hop> hops(HttpFields headers) {
            String proto = last(listed(headers, HttpHeader.X_FORWARDED_PROTO));
            String host = last(listed(headers, HttpHeader.X_FORWARDED_HOST));
            List<Hop> hops = new ArrayList<>();
            for (String address : listed(headers, HttpHeader.X_FORWARDED_FOR)) {
                hops.add(new Hop(Hop.address(address), proto, host));
            }
            return hops;
        }
    },

    /** The standard one (RFC 7239 §4). */
    @JsonProperty("Forwarded")
    FORWARDED {
        @Override
        List<Hop> hops(HttpFields headers) {
            List<Hop> hops = new ArrayList<>();
            for (String element : listed(headers, HttpHeader.FORWARDED)) {
                String address = parameter(element, "for");
                hops.add(new Hop(
                        address == null ? null : Hop.address(address),
                        parameter(element, "proto"),
                        parameter(element, "host")));
            }
            return hops;
        }
    };

    private static final Splitter COMMA = Splitter.on(',').trimResults();
    private static final Splitter SEMICOLON = Splitter.on(';').trimResults();

    /** What proxies said, the farthest first. */
    abstract List<Hop> hops(HttpFields headers);

    private static List<String> listed(HttpFields headers, HttpHeader name) {
        List<String> values = new ArrayList<>();
        headers.getValuesList(name).forEach(line -> COMMA.split(line).forEach(values::add));
        return values;
    }

    /** Of several values the nearest proxy's is the last. */
    private static @Nullable String last(List<String> values) {
        return values.isEmpty() ? null : values.get(values.size() - 1);
    }

    private static @Nullable String parameter(String element, String name) {
        for (String pair : SEMICOLON.split(element)) {
            if (pair.toLowerCase(Locale.ROOT).startsWith(name + "=")) {
                return pair.substring(name.length() + 1).replace("\"", "");
            }
        }
        return null;
    }
}
