package io.gatehouse.users.user;

import io.gatehouse.servicekit.problem.Problem;
import io.gatehouse.servicekit.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a long list: the rows that follow a given one, in the order of ids.
 *
 * @param after the id that the part begins behind; 0 for the beginning
 * @param limit how many at most
 */
record Page(long after, int limit) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    /** Reads query parameters, null when not given. */
    static Page of(@Nullable String after, @Nullable String limit) {
        return new Page(
                after == null ? 0 : number("after", after, 0, Long.MAX_VALUE),
                limit == null ? DEFAULT_LIMIT : (int) number("limit", limit, 1, MAX_LIMIT));
    }

    private static long number(String name, String value, long min, long max) {
        try {
            long number = value.matches("[0-9]+") ? Long.parseLong(value) : -1;
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // More than 64 bits; said below.
        }
        String message = "must be a number from " + min + " to " + max;
        throw new ProblemException(Problem.of(400, "The request was refused: " + name + " " + message + ".")
                .withErrors(List.of(new Problem.FieldError(name, message))));
    }

    /** The Link header's value for the part that follows this one (RFC 8288). */
    String linkToNext(String path, long last) {
        return "<%s?after=%d&limit=%d>; rel=\"next\"".formatted(path, last, limit);
    }
}
