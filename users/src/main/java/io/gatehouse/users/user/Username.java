package io.gatehouse.users.user;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** A name to log in with: nothing invisible in it, and no blanks around it. */
@Size(min = 1, max = Username.MAX)
@KeyLength(max = Username.MAX)
@Pattern(
        regexp = Username.PATTERN,
        message = "must not contain control or invisible characters, nor begin or end with a blank")
@Target(FIELD)
@Retention(RUNTIME)
@Constraint(validatedBy = {})
public @interface Username {

    /** UTF-16 units, as Java and H2 count. */
    int MAX = 64;

    /** Empty fits too, which its length forbids. C are the control, format, unassigned and private characters. */
    String PATTERN = "([^\\p{C}\\p{Z}]([^\\p{C}\\p{Zl}\\p{Zp}]*[^\\p{C}\\p{Z}])?)?";

    String message() default "must be a username";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
