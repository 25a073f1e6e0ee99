package io.gatehouse.users.command;

import io.gatehouse.servicekit.json.SnakeCase;
import jakarta.validation.Validator;
import java.util.List;

/** What Bean Validation finds wrong, as a field's name in JSON and a message, in a fixed order. */
final class Violations {

    private Violations() {}

    static List<String> of(Validator validator, Object bean) {
        return validator.validate(bean).stream()
                .map(violation -> SnakeCase.of(violation.getPropertyPath().toString()) + " " + violation.getMessage())
                .sorted()
                .toList();
    }
}
