package io.gatehouse.gateway.route;

import java.util.Map;
import org.apache.commons.text.StringSubstitutor;

/**
 * The environment, put in place of {@code ${NAME}} and {@code ${NAME:-default}}. What a variable holds is a value and
 * never YAML, and is not searched for further variables.
 */
final class Variables {

    private final StringSubstitutor substitutor;

    Variables(Map<String, String> environment) {
        substitutor = new StringSubstitutor(environment)
                .setEnableUndefinedVariableException(true)
                .setDisableSubstitutionInValues(true);
    }

    /** @throws IllegalArgumentException with what to do about a variable that is not set, for a person */
    String replaceIn(String text) {
        try {
            return substitutor.replace(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "a variable in '" + text + "' is not set. Set it, or give a default, as in ${NAME:-default}", e);
        }
    }
}
