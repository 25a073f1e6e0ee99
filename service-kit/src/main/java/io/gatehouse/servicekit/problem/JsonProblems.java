package io.gatehouse.servicekit.problem;

import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
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
        if (failure instanceof MismatchedInputException mismatch) {
            return mismatch.getPath().isEmpty()
                    ? Problem.of(400, "The body must be one JSON " + shape(mismatch) + " and nothing after it.")
                    : refused(mismatch, "must be a " + shape(mismatch));
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
            return "value of another type";
        } else if (CharSequence.class.isAssignableFrom(type)) {
            return "string";
        } else if (Number.class.isAssignableFrom(type) || (type.isPrimitive() && type != boolean.class)) {
            return "number";
        } else if (type == Boolean.class || type == boolean.class) {
            return "boolean";
        } else if (type.isEnum()) {
            return "value of " + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT);
        } else if (type.isArray() || Iterable.class.isAssignableFrom(type)) {
            return "array";
        }
        return "object";
    }
}
