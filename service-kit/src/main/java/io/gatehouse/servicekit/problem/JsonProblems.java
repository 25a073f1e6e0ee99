package io.gatehouse.servicekit.problem;

import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.gatehouse.servicekit.json.TextRefusedException;
import java.util.List;
import java.util.Locale;

/** What is wrong with a JSON body: 400 when it is not JSON, 422 with the field's name when it is not ours. */
final class JsonProblems {

    private JsonProblems() {}

    /** False for what only the service's own code can cause. */
    static boolean isClientFault(JsonProcessingException failure) {
        return !(failure instanceof JsonGenerationException || failure instanceof InvalidDefinitionException);
    }

    static Problem problem(JsonProcessingException failure) {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return refused(unknown, "is not a known field");
        }
        if (failure instanceof TextRefusedException text) {
            return refused(text, text.getOriginalMessage());
        }
        if (failure instanceof MismatchedInputException mismatch) {
            return mismatch.getPath().isEmpty()
                    ? Problem.of(400, "The body must be " + shape(mismatch) + " in JSON and nothing after it.")
                    : refused(mismatch, "must be " + shape(mismatch));
        }
        if (failure instanceof JsonMappingException mapping && mapping.getCause() instanceof InputCoercionException) {
            return refused(mapping, "is out of range");
        }
        var location = failure.getLocation();
        String where =
                location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        return Problem.of(
                400,
                failure.getOriginalMessage().startsWith("Duplicate field")
                        ? failure.getOriginalMessage() + where + "."
                        : "The body is not valid JSON" + where + ".");
    }

    private static Problem refused(JsonMappingException failure, String message) {
        return Problem.of(422, "The request was refused: " + path(failure) + " " + message + ".")
                .withErrors(List.of(new Problem.FieldError(path(failure), message)));
    }

    private static String path(JsonMappingException failure) {
        var path = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static String shape(MismatchedInputException failure) {
        Class<?> type = failure.getTargetType();
        if (type == null) {
            return "of another type";
        } else if (CharSequence.class.isAssignableFrom(type)) {
            return "a string";
        } else if (Number.class.isAssignableFrom(type) || (type.isPrimitive() && type != boolean.class)) {
            return "a number";
        } else if (type == Boolean.class || type == boolean.class) {
            return "a boolean";
        } else if (type.isEnum()) {
            return "one of " + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT);
        } else if (type.isArray() || Iterable.class.isAssignableFrom(type)) {
            return "an array";
        }
        return "an object";
    }
}
