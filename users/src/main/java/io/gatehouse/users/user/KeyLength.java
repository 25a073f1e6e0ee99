package io.gatehouse.users.user;

import static java.lang.annotation.ElementType.ANNOTATION_TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** Bounds the {@link LookupKey}: one compatibility character can stand for eighteen others. */
@Target(ANNOTATION_TYPE)
@Retention(RUNTIME)
@Constraint(validatedBy = KeyLength.Rule.class)
@interface KeyLength {

    int max();

    String message() default "must have at most {max} characters once normalized (NFKC)";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** See {@link KeyLength}. */
    final class Rule implements ConstraintValidator<KeyLength, String> {

        private int max;

        @Override
        public void initialize(KeyLength constraint) {
            max = constraint.max();
        }

        @Override
        public boolean isValid(@Nullable String name, ConstraintValidatorContext context) {
            // What is too long by itself has been told so already.
            return name == null || name.length() > max || LookupKey.of(name).length() <= max;
        }
    }
}
