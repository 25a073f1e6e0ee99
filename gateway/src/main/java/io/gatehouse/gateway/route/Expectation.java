package io.gatehouse.gateway.route;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What should have stood where Jackson could not read what does, in words for whoever writes a route file. */
final class Expectation {

    private Expectation() {}

    /** Follows "must be". */
    static String of(JsonMappingException failure) {
        Class<?> type = type(failure);
        if (type == Duration.class) {
            return "a time with its unit, as in 250ms";
        } else if (type == DataSize.class) {
            return "a size with its unit, as in 64KiB";
        } else if (type == Integer.class || type == Long.class) {
            return "a whole number";
        } else if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        } else if (type == String.class) {
            return "a single word or text";
        } else if (type != null && Collection.class.isAssignableFrom(type)) {
            return "a list, as in [one, two]";
        } else if (type != null && (Map.class.isAssignableFrom(type) || type.isRecord())) {
            return failure.getCause() instanceof IllegalArgumentException reason
                    ? String.valueOf(reason.getMessage())
                    : "a mapping, as in {key: value}";
        }
        return failure.getOriginalMessage().lines().findFirst().orElse("something else");
    }

    private static @Nullable Class<?> type(JsonMappingException failure) {
        if (failure instanceof MismatchedInputException mismatch) {
            return mismatch.getTargetType();
        } else if (failure instanceof ValueInstantiationException refused) {
            return refused.getType().getRawClass();
        }
        return null;
    }
}
