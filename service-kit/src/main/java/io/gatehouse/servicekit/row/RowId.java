package io.gatehouse.servicekit.row;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** An id as it stands in a path. */
public final class RowId {

    private static final Pattern POSITIVE = Pattern.compile("[1-9][0-9]{0,18}");

    private RowId() {}

    /** Empty unless it is a positive 64-bit number in its one spelling: no row has any other. */
    public static OptionalLong parse(String text) {
        try {
            return POSITIVE.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
