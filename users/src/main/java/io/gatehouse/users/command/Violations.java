package io.gatehouse.users.command;

import jakarta.validation.Validator;
import java.util.List;
import java.util.Locale;

/** What Bean Validation finds wrong, as a field's name in JSON and a message, in a fixed order. */
final class Violations {

    private Violations() {}

    static List<String> of(Validator validator, Object bean) {
        return validator.validate(bean).stream()
                .map(violation -> snakeCase(violation.getPropertyPath().toString()) + " " + violation.getMessage())
                .sorted()
                .toList();
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
