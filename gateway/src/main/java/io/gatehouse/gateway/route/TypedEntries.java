package io.gatehouse.gateway.route;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropwizard.jackson.Discoverable;
import io.dropwizard.jackson.Jackson;
import io.gatehouse.servicekit.startup.DiscoverableTypes;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries that are what the class of their {@code type} makes of them. Found are the classes that Dropwizard
 * discovers; their properties are keys in kebab case, and an unknown one is a fault as anywhere in the file.
 */
final class TypedEntries<T extends Discoverable> {

    private static final ObjectMapper MAPPER = Jackson.newObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // What a class merely tells, isOpen for instance, is no key.
            .setVisibility(PropertyAccessor.GETTER, Visibility.NONE)
            .setVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE);

    private final Class<T> kind;
    private final String what;
    private final @Nullable String defaultType;
    private final SortedMap<String, Class<?>> types;
    private final Faults faults;

    /**
     * @param what what an entry is, for a person
     * @param defaultType the type of an entry that says none; null makes that a fault
     */
    TypedEntries(Class<T> kind, String what, @Nullable String defaultType, Faults faults) {
        this.kind = kind;
        this.what = what;
        this.defaultType = defaultType;
        this.types = DiscoverableTypes.of(kind);
        this.faults = faults;
    }

    /** What an entry stands for, or null when it has faults. */
    @Nullable
    T read(JsonNode entry, String... path) {
        if (!(entry instanceof ObjectNode)) {
            faults.add("a " + what + " is keys and values, its 'type' one of " + types.keySet(), path);
            return null;
        }
        // Never left to Jackson, whose default type would take in misspelt ones too.
        String type = entry.has("type") ? entry.get("type").asText() : defaultType;
        if (type == null) {
            faults.add("'type' is missing; there are " + types.keySet(), path);
            return null;
        } else if (!types.containsKey(type)) {
            faults.add(
                    "there is no " + what + " type '" + type + "'; there are " + types.keySet(), append(path, "type"));
            return null;
        }
        ObjectNode typed = entry.deepCopy();
        try {
            return MAPPER.treeToValue(typed.put("type", type), kind);
        } catch (JsonProcessingException e) {
            tell(e, typed, type, path);
            return null;
        }
    }

    /** A misspelt key comes first: that the right one is missing is what follows from it. */
    private void tell(JsonProcessingException failure, ObjectNode entry, String type, String... path) {
        Set<String> known = known(type);
        String unknown = entry.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> !known.contains(key) && !key.equals("type"))
                .findFirst()
                .orElse(null);
        if (unknown == null) {
            faults.add(what + " of type '" + type + "': " + message(failure), append(path, key(failure)));
        } else {
            faults.add("unknown key '" + unknown + "'. Known for type '" + type + "': " + known, append(path, unknown));
        }
    }

    private Set<String> known(String type) {
        return MAPPER
                .getDeserializationConfig()
                .introspect(MAPPER.constructType(types.get(type)))
                .findProperties()
                .stream()
                .map(BeanPropertyDefinition::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the class itself says against the entry, or else Jackson. */
    private static String message(JsonProcessingException failure) {
        Throwable cause = failure.getCause();
        String own = cause == null || cause instanceof JsonProcessingException ? null : cause.getMessage();
        return own == null ? failure.getOriginalMessage().lines().findFirst().orElse("not understood") : own;
    }

    private static String[] key(JsonProcessingException failure) {
        return failure instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(JsonMappingException.Reference::getFieldName)
                        .filter(Objects::nonNull)
                        .toArray(String[]::new)
                : new String[0];
    }

    private static String[] append(String[] path, String... more) {
        return Stream.concat(Arrays.stream(path), Arrays.stream(more)).toArray(String[]::new);
    }
}
