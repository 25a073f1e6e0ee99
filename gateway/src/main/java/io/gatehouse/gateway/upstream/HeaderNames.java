package io.gatehouse.gateway.upstream;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A set of header names, each in all its spellings: case means nothing (RFC 9110 §5.1), and some servers read
 * {@code request_user_id} as {@code request-user-id}. A look-up makes no garbage.
 */
final class HeaderNames {

    private static final Comparator<String> SPELLINGS = HeaderNames::compare;

    private final Set<String> names = new TreeSet<>(SPELLINGS);

    HeaderNames(Collection<String> names) {
        this.names.addAll(names);
    }

    static HeaderNames of(String... names) {
        return new HeaderNames(List.of(names));
    }

    boolean contain(String name) {
        return names.contains(name);
    }

    /**
     * True for a name that begins like this, however it is spelled.
     *
     * @param prefix in lower case, with hyphens
     */
    static boolean startsWith(String name, String prefix) {
        if (name.length() < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (fold(name.charAt(i)) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int compare(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            int difference = fold(one.charAt(i)) - fold(other.charAt(i));
            if (difference != 0) {
                return difference;
            }
        }
        return one.length() - other.length();
    }

    private static char fold(char c) {
        return c == '_' ? '-' : c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}
