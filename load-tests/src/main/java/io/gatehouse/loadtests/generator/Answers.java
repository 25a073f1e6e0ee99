package io.gatehouse.loadtests.generator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Finds the end of one answer in the bytes of a connection. Knows what a proxy sends here: a length, or no body. */
final class Answers {

    static final int INCOMPLETE = -1;

    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RETRY_AFTER = "retry-after:".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private Answers() {}

    /**
     * The status once the answer is whole, else {@link #INCOMPLETE}.
     *
     * @param received from index 0 to the position
     * @throws IllegalStateException for an answer that tells no length
     */
    static int status(ByteBuffer received) {
        int end = received.position();
        int head = endOfHead(received, end);
        if (head < 0) {
            return INCOMPLETE;
        }
        int status = number(received, STATUS_AT);
        int body = status == NO_CONTENT || status == NOT_MODIFIED ? 0 : length(received, head);
        return end >= head + body ? status : INCOMPLETE;
    }

    /** The seconds that a whole answer wants its client to wait, 0 where it wants none. */
    static int retryAfter(ByteBuffer received) {
        int value = value(received, endOfHead(received, received.position()), RETRY_AFTER);
        return value < 0 ? 0 : number(received, value);
    }

    private static int endOfHead(ByteBuffer bytes, int end) {
        for (int i = STATUS_AT; i + 3 < end; i++) {
            if (bytes.get(i) == '\r' && bytes.get(i + 2) == '\r' && bytes.get(i + 3) == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    private static int length(ByteBuffer bytes, int head) {
        int value = value(bytes, head, LENGTH);
        if (value < 0) {
            throw new IllegalStateException("an answer without Content-Length");
        }
        return number(bytes, value);
    }

    /** Where the value of a header begins, negative where there is no such header. */
    private static int value(ByteBuffer bytes, int head, byte[] name) {
        for (int line = STATUS_AT; line < head; line++) {
            if (bytes.get(line - 1) == '\n' && isAt(bytes, line, name)) {
                return line + name.length;
            }
        }
        return -1;
    }

    private static boolean isAt(ByteBuffer bytes, int at, byte[] name) {
        for (int i = 0; i < name.length; i++) {
            if ((bytes.get(at + i) | 0x20) != (name[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private static int number(ByteBuffer bytes, int from) {
        int at = from;
        while (bytes.get(at) == ' ') {
            at++;
        }
        int number = 0;
        for (; bytes.get(at) >= '0' && bytes.get(at) <= '9'; at++) {
            number = 10 * number + bytes.get(at) - '0';
        }
        return number;
    }
}
