package io.gatehouse.gateway.upstream;

import io.gatehouse.servicekit.problem.ProblemException;
import java.nio.charset.StandardCharsets;

/** A query on its way to a service: the bytes that the client sent, or a refusal. Nothing is mended. */
final class RawQuery {

    private RawQuery() {}

    /**
     * The query, one character a byte, as the transport wants it.
     *
     * @param query as Jetty gives it, which has read its bytes as UTF-8
     * @throws ProblemException 400 when a percent sign starts no octet, or when the bytes were no UTF-8
     */
    static String forWire(String query) {
        boolean ascii = true;
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c == '\uFFFD' || (c == '%' && !isOctet(query, i + 1))) {
                throw new ProblemException(
                        400, "The query is malformed: a percent sign needs two hex digits, other bytes must be UTF-8.");
            }
            ascii &= c < 0x80;
        }
        return ascii ? query : new String(query.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static boolean isOctet(String query, int at) {
        return at + 1 < query.length()
                && Character.digit(query.charAt(at), 16) >= 0
                && Character.digit(query.charAt(at + 1), 16) >= 0;
    }
}
