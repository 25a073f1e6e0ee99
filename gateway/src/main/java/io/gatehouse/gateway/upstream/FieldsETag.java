package io.gatehouse.gateway.upstream;

import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The entity tag of an answer of which only some fields leave the gateway. Another representation needs another tag
 * (RFC 9110 §8.8.3): the service's own, with a mark of the allowed fields behind it, so that a tag that comes back can
 * be read without keeping any. A tag with another mark, or none, was given for another representation and must not
 * match.
 */
public final class FieldsETag {

    private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");
    private static final Pattern ANY_MARK = Pattern.compile("\\.f[0-9a-f]{8}$");
    private static final String FOREIGN = ".foreign";

    private final String mark;

    private FieldsETag(String mark) {
        this.mark = mark;
    }

    /** The tags of a route with these fields. The hash of a set of strings is the same in every JVM. */
    public static FieldsETag of(Set<String> fields) {
        return new FieldsETag(".f" + java.util.HexFormat.of().toHexDigits(fields.hashCode()));
    }

    /** The tag that the client sees. */
    public String outward(String tag) {
        return each(tag, opaque -> opaque + mark);
    }

    /** The tags that the service may match against its own: If-None-Match. */
    String inward(String tags) {
        return each(
                tags,
                opaque -> opaque.endsWith(mark)
                        ? opaque.substring(0, opaque.length() - mark.length())
                        : opaque + FOREIGN);
    }

    /**
     * The tags of If-Match, on any route: it guards the service's state, which is the same whatever part of it was shown,
     * and whichever route showed it.
     */
    static String unmarked(String tags) {
        return each(tags, opaque -> ANY_MARK.matcher(opaque).replaceFirst(""));
    }

    private static String each(String tags, UnaryOperator<String> change) {
        return TAG.matcher(tags).replaceAll(tag -> java.util.regex.Matcher.quoteReplacement(changed(tag, change)));
    }

    private static String changed(MatchResult tag, UnaryOperator<String> change) {
        return (tag.group(1) == null ? "" : "W/") + '"' + change.apply(tag.group(2)) + '"';
    }
}
