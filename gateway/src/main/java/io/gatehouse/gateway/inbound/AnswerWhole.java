package io.gatehouse.gateway.proxy;

import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.server.handler.BufferedResponseHandler;

/**
 * Takes an answer whole and sends it without holding a thread: a servlet's own writes wait for the client, and one that
 * reads slowly would stop the threads that carry everyone's calls.
 */
public final class AnswerWhole extends BufferedResponseHandler {

    /** For the server's own buffer; what fits there never waits. */
    private static final int SMALL = 4096;

    public AnswerWhole() {
        for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}) {
            includeMethod(method);
        }
    }

    /** Makes room for an answer of this many bytes. */
    static void expect(HttpServletRequest request, int bytes) {
        if (bytes > SMALL) {
            request.setAttribute(BUFFER_SIZE_ATTRIBUTE_NAME, bytes + SMALL);
            request.setAttribute(MAX_AGGREGATION_SIZE_ATTRIBUTE_NAME, bytes + SMALL);
        }
    }
}
