package io.gatehouse.orders.order;

import io.gatehouse.servicekit.problem.Problem;
import io.gatehouse.servicekit.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param after the id after which it starts, 0 for the beginning
 * @param limit how many at most
 */
record PageRequest(long after, int limit) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    /** From the query parameters as they came, each null when absent. */
    static PageRequest of(@Nullable String after, @Nullable String limit) {
        return new PageRequest(
                after == null ? 0 : number("after", after, 0, Long.MAX_VALUE),
                limit == null ? DEFAULT_LIMIT : (int) number("limit", limit, 1, MAX_LIMIT));
    }

    private static long number(String name, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of bounds.
        }
        String message = "must be a number from " + least + " to " + most;
        throw new ProblemException(Problem.of(400, "The request was refused: " + name + " " + message + ".")
                .withErrors(List.of(new Problem.FieldError(name, message))));
    }
}
