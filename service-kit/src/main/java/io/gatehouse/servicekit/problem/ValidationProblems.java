package io.gatehouse.servicekit.problem;

import io.dropwizard.jersey.validation.ConstraintMessage;
import io.dropwizard.jersey.validation.JerseyViolationException;
import io.gatehouse.servicekit.json.SnakeCase;
import jakarta.validation.ConstraintViolation;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.glassfish.jersey.server.model.Invocable;

/** Bean Validation's findings as field errors, in one order whatever the validator's. */
final class ValidationProblems {

    private ValidationProblems() {}

    static Problem problem(JerseyViolationException failure) {
        Invocable invocable = failure.getInvocable();
        int status = ConstraintMessage.determineStatus(failure.getConstraintViolations(), invocable);
        List<Problem.FieldError> errors = failure.getConstraintViolations().stream()
                .map(violation -> new Problem.FieldError(field(violation, invocable), violation.getMessage()))
                .distinct()
                .sorted(Comparator.comparing(Problem.FieldError::field).thenComparing(Problem.FieldError::message))
                .toList();
        String detail = errors.stream()
                .map(error -> error.field() + " " + error.message())
                .collect(Collectors.joining("; ", "The request was refused: ", "."));
        return Problem.of(status, detail).withErrors(errors);
    }

    /** Dropwizard's message is "field message", with "query param" and the like in front of a parameter's name. */
    private static String field(ConstraintViolation<?> violation, Invocable invocable) {
        String message = ConstraintMessage.getMessage(violation, invocable);
        String name = message.substring(
                        0, message.length() - violation.getMessage().length())
                .trim();
        return name.isEmpty() ? "body" : SnakeCase.of(name.substring(name.lastIndexOf(' ') + 1));
    }
}
