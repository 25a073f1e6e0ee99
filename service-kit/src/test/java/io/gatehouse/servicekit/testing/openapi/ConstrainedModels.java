package io.gatehouse.servicekit.testing.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.Constraint;
import jakarta.validation.constraints.NotBlank;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Schemas as Jackson writes the types and as Bean Validation bounds them, through constraints made of others too. */
final class ConstrainedModels extends ModelResolver {

    private final Map<String, Class<?>> records = new TreeMap<>();

    ConstrainedModels(ObjectMapper json) {
        super(json);
        openapi31(true);
    }

    /** The records met so far, by the names of their schemas. */
    Map<String, Class<?>> records() {
        return records;
    }

    /** The name in JSON of a record's component. */
    String jsonName(Class<?> type, String component) {
        return _mapper.getSerializationConfig().introspect(_mapper.constructType(type)).findProperties().stream()
                .filter(property -> property.getInternalName().equals(component))
                .findFirst()
                .orElseThrow()
                .getName();
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
        Class<?> raw = _mapper.constructType(type.getType()).getRawClass();
        if (raw.isRecord()) {
            records.put(raw.getSimpleName(), raw);
        }
        return super.resolve(type, context, next);
    }

    @Override
    @SuppressWarnings("rawtypes") // as the method it overrides
    protected boolean applyBeanValidatorAnnotations(
            Schema property, Annotation[] annotations, Schema parent, boolean applyNotNull) {
        bound(property, annotations);
        boolean changed = super.applyBeanValidatorAnnotations(property, unfolded(annotations), parent, applyNotNull);
        if (Integer.valueOf(0).equals(property.getMinLength())) {
            boolean blank = Stream.of(annotations).noneMatch(NotBlank.class::isInstance);
            property.setMinLength(blank ? null : 1);
        }
        String pattern = property.getPattern();
        if (pattern != null && !pattern.startsWith("^")) { // Bean Validation matches the whole, JSON Schema any part
            property.setPattern("^" + pattern + "$");
        }
        return changed;
    }

    /** By what a constraint says of itself that has a validator of its own. */
    private static void bound(Schema<?> property, Annotation @Nullable [] annotations) {
        for (Annotation annotation : annotations == null ? new Annotation[0] : annotations) {
            var said = annotation.annotationType().getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
            if (said != null) {
                property.minLength(said.minLength()).maxLength(said.maxLength()).format(said.format());
            }
        }
    }

    private static Annotation[] unfolded(Annotation @Nullable [] annotations) {
        List<Annotation> all = new ArrayList<>();
        for (Annotation annotation : annotations == null ? new Annotation[0] : annotations) {
            all.add(annotation);
            if (annotation.annotationType().isAnnotationPresent(Constraint.class)
                    && !annotation.annotationType().getName().startsWith("jakarta.")) {
                all.addAll(List.of(annotation.annotationType().getAnnotations()));
            }
        }
        return all.toArray(new Annotation[0]);
    }
}
