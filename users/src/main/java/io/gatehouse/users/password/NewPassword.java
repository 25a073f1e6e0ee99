package io.gatehouse.users.password;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** What may become a password. Checked when one is set, never at login. */
@Schema(minLength = NewPassword.Rule.MIN, maxLength = NewPassword.Rule.MAX, format = "password")
@Target(FIELD)
@Retention(RUNTIME)
@Constraint(validatedBy = NewPassword.Rule.class)
public @interface NewPassword {

    /** What everybody thinks of has a message of its own. */
    String message() default "must have between 8 and 128 characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Counts characters as people do more or less, by code points: one emoji is one, not two or four. */
    final class Rule implements ConstraintValidator<NewPassword, String> {

        static final int MIN = 8;
        static final int MAX = 128;

        private static final String COMMON = "must not be a common password, a repetition or a row such as abcdefgh";

        @Override
        public boolean isValid(@Nullable String password, ConstraintValidatorContext context) {
            if (password == null) {
                return true;
            }
            int length = password.codePointCount(0, password.length());
            if (length < MIN || length > MAX || password.codePoints().anyMatch(Rule::isHalfACharacter)) {
                return false;
            } else if (CommonPasswords.contains(password)) {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(COMMON).addConstraintViolation();
                return false;
            }
            return true;
        }

        /** Half of a surrogate pair has no UTF-8 of its own: all such halves would hash alike. */
        private static boolean isHalfACharacter(int codePoint) {
            return Character.getType(codePoint) == Character.SURROGATE;
        }
    }
}
