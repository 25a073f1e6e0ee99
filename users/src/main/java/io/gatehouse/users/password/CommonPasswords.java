package io.gatehouse.users.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is tried first: the passwords of {@code common-passwords.txt}, which tells where they come from, and what needs
 * no list (NIST SP 800-63B §3.1.1.2). However it is spelled in capitals.
 */
final class CommonPasswords {

    private static final String FILE = "/users/common-passwords.txt";
    private static final Set<String> LISTED = read();
    private static final Pattern REPETITION = Pattern.compile("(.{1,4}?)\\1+");

    private CommonPasswords() {}

    static boolean contains(String password) {
        String plain = Normalizer.normalize(password, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return LISTED.contains(plain) || REPETITION.matcher(plain).matches() || isRow(plain);
    }

    /** Such as abcdefgh or 87654321. */
    private static boolean isRow(String password) {
        int[] points = password.codePoints().toArray();
        int step = points.length < 2 ? 0 : points[1] - points[0];
        for (int i = 1; i < points.length; i++) {
            if (points[i] - points[i - 1] != step) {
                return false;
            }
        }
        return Math.abs(step) <= 1;
    }

    private static Set<String> read() {
        try (InputStream file = Objects.requireNonNull(CommonPasswords.class.getResourceAsStream(FILE))) {
            return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
