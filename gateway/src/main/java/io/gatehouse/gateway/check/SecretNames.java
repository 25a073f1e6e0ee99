package io.gatehouse.gateway.check;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of fields that no client should see. */
final class SecretNames {

    private static final Set<String> WORDS = Set.of(
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "secret",
            "secrets",
            "hash",
            "hashed",
            "salt",
            "token",
            "tokens",
            "credential",
            "credentials",
            "pin",
            "otp",
            "cvv",
            "cvc",
            "ssn",
            "apikey",
            "privatekey");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z]+|(?<=[a-z])(?=[A-Z])");

    private SecretNames() {}

    /** Whether any word of a name in snake_case, kebab-case or camelCase tells of a secret. */
    static boolean fits(String field) {
        String[] words = BETWEEN_WORDS.split(field, -1);
        String whole = String.join("", words).toLowerCase(Locale.ROOT);
        return Stream.of(words).map(word -> word.toLowerCase(Locale.ROOT)).anyMatch(WORDS::contains)
                || whole.endsWith("apikey")
                || whole.endsWith("privatekey");
    }
}
