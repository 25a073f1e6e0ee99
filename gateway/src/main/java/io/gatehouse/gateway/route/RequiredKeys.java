package io.gatehouse.gateway.route;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells each key that a route file's records mark as required and that is not there. */
final class RequiredKeys {

    private final Faults faults;
    private final Set<List<String>> meant;

    /** @param meant keys that stand there misspelt, which is told already */
    RequiredKeys(Faults faults, Set<List<String>> meant) {
        this.faults = faults;
        this.meant = meant;
    }

    void check(RouteFile content) {
        check(content, List.of());
    }

    private void check(@Nullable Object value, List<String> path) {
        if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, entry) -> check(entry, append(path, key.toString())));
        } else if (value instanceof Record && value.getClass().getNestHost() == RouteFile.class) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                check(component, value, append(path, key(component)));
            }
        }
    }

    private void check(RecordComponent component, Object parent, List<String> path) {
        Object value = read(component, parent);
        if (value != null) {
            check(value, path);
        } else if (isRequired(component)
                && !meant.contains(path)
                && !faults.lines().has(path)) {
            faults.add("'" + String.join("' > '", path) + "' is missing", path);
        }
    }

    /** As {@code KebabCaseStrategy} on the records has it. */
    static String key(RecordComponent component) {
        return PropertyNamingStrategies.KebabCaseStrategy.INSTANCE.translate(component.getName());
    }

    static boolean isRequired(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property != null && property.required();
    }

    private static @Nullable Object read(RecordComponent component, Object parent) {
        try {
            return component.getAccessor().invoke(parent);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> append(List<String> path, String key) {
        return Stream.concat(path.stream(), Stream.of(key)).toList();
    }
}
