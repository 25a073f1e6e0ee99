package io.gatehouse.servicekit.startup;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.jackson.Discoverable;
import io.dropwizard.jackson.DiscoverableSubtypeResolver;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The classes that YAML chooses by {@code type}, as Dropwizard finds them, under names that are each of one class. */
public final class DiscoverableTypes {

    private DiscoverableTypes() {}

    /**
     * All classes of a kind that stand in service files on the class path, by their {@link JsonTypeName}.
     *
     * @throws StartupException for a class without a name, and for two classes with one
     */
    public static SortedMap<String, Class<?>> of(Class<? extends Discoverable> kind) {
        return of(kind, new DiscoverableSubtypeResolver().getDiscoveredSubtypes());
    }

    static SortedMap<String, Class<?>> of(Class<? extends Discoverable> kind, List<Class<?>> discovered) {
        SortedMap<String, Class<?>> types = new TreeMap<>();
        for (Class<?> type : discovered) {
            if (kind.isAssignableFrom(type)) {
                Class<?> other = types.putIfAbsent(name(type), type);
                if (other != null && other != type) {
                    throw new StartupException(other.getName() + " and " + type.getName() + " are both the "
                            + kind.getSimpleName() + " of type '" + name(type)
                            + "'. Rename one in its @JsonTypeName, or take one off the class path.");
                }
            }
        }
        return types;
    }

    private static String name(Class<?> type) {
        JsonTypeName name = type.getAnnotation(JsonTypeName.class);
        if (name == null || name.value().isEmpty()) {
            throw new StartupException(
                    type.getName() + " needs a @JsonTypeName, the type by which a file asks for it.");
        }
        return name.value();
    }
}
