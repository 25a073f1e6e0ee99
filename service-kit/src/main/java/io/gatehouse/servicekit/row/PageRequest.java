package io.gatehouse.servicekit.row;

import io.gatehouse.servicekit.problem.Problem;
import io.gatehouse.servicekit.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The part of a long list that is asked for: the rows that follow a given one, in the order of ids.
 *
 * @param after the id behind which the part begins; 0 for the beginning
 * @param limit how many rows at most
 */
public record PageRequest(long after, int limit) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    /**
     * Reads query parameters, null when not given.
     *
     * @throws ProblemException 400 naming the one that is wrong
     */
    public static PageRequest of(@Nullable String after, @Nullable String limit) {
        return new PageRequest(
                after == null ? 0 : number("after", after, 0, Long.MAX_VALUE),
                limit == null ? DEFAULT_LIMIT : (int) number("limit", limit, 1, MAX_LIMIT));
    }

    /** How many rows to read: one more than asked for tells whether another page follows. */
    public int rowsToRead() {
        return limit + 1;
    }

    /**
     * The page, with a link to the next one if there is one (RFC 8288).
     *
     * @param path the list's path
     * @param rows up to {@link #rowsToRead()} rows
     */
    public <T> Response answer(String path, List<T> rows, ToLongFunction<T> id) {
        if (rows.size() <= limit) {
            return Response.ok(rows).build();
        }
        List<T> page = rows.subList(0, limit);
        long last = id.applyAsLong(page.get(limit - 1));
        return Response.ok(page)
                .header(HttpHeaders.LINK, "<%s?after=%d&limit=%d>; rel=\"next\"".formatted(path, last, limit))
                .build();
    }

    private static long number(String name, String text, long least, long most) {
        try {
            long number = text.matches("[0-9]+") ? Long.parseLong(text) : -1;
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // More than 64 bits: refused below, like any number out of bounds.
        }
        String message = "must be a number from " + least + " to " + most;
        throw new ProblemException(Problem.of(400, "The request was refused: " + name + " " + message + ".")
                .withErrors(List.of(new Problem.FieldError(name, message))));
    }
}
