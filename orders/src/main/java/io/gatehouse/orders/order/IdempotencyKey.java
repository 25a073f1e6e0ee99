package io.gatehouse.orders.order;

import io.gatehouse.servicekit.problem.ProblemException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A name that a client gives to one order, so that asking again for it, for want of an answer, makes no second one. */
record IdempotencyKey(String value) {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern PRINTABLE_ASCII = Pattern.compile("[\\x20-\\x7E]{1,255}");

    /**
     * The key of a request, or null when it has none.
     *
     * @param headers every value of {@value HEADER} in the request, or null without one
     */
    static @Nullable IdempotencyKey of(@Nullable List<String> headers) {
        if (headers == null || headers.isEmpty()) {
            return null;
        }
        if (headers.size() > 1) {
            throw new ProblemException(400, "There is more than one Idempotency-Key header.");
        }
        if (!PRINTABLE_ASCII.matcher(headers.get(0)).matches()) {
            throw new ProblemException(400, "The Idempotency-Key header must be 1 to 255 printable ASCII characters.");
        }
        return new IdempotencyKey(headers.get(0));
    }
}
