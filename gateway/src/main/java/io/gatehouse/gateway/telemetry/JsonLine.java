package io.gatehouse.gateway.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * One JSON object on one line, in ASCII: whatever a client puts into its request starts no new line, ends no string and
 * moves no cursor of a terminal.
 */
final class JsonLine {

    private static final int USUAL = 512;
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder text = new StringBuilder(USUAL).append('{');

    /** Left out when null. */
    JsonLine put(String name, @Nullable String value) {
        if (value != null) {
            key(name).append('"');
            escape(value);
            text.append('"');
        }
        return this;
    }

    JsonLine put(String name, long value) {
        key(name).append(value);
        return this;
    }

    /** Nanoseconds as milliseconds, to the microsecond. */
    JsonLine putMillis(String name, long nanos) {
        long micros = nanos / 1000;
        key(name).append(micros / 1000).append('.');
        long rest = micros % 1000;
        text.append(rest < 100 ? "0" : "").append(rest < 10 ? "0" : "").append(rest);
        return this;
    }

    String end() {
        return text.append('}').toString();
    }

    private StringBuilder key(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        return text.append('"').append(name).append("\":");
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7f) {
                text.append(c);
            } else {
                text.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    text.append(HEX.charAt(c >> shift & 0xf));
                }
            }
        }
    }
}
