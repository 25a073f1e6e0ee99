package io.gatehouse.users.user;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The form in which names and addresses are compared: compatibility characters and letter case make no difference
 * (NFKC, then lower case), so that {@code Admin}, {@code admin} and {@code ａｄｍｉｎ} are one name.
 */
public final class LookupKey {

    private LookupKey() {}

    public static String of(String name) {
        // Lower-casing can take a character out of NFKC (U+0130 does), hence once more.
        return nfkc(nfkc(name).toLowerCase(Locale.ROOT));
    }

    static @Nullable String ofNullable(@Nullable String name) {
        return name == null ? null : of(name);
    }

    private static String nfkc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }
}
