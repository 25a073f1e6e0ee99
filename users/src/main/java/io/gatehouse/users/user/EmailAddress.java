package io.gatehouse.users.user;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** An e-mail address that could exist; 254 characters is what SMTP can carry (RFC 5321 §4.5.3.1.3). */
@Email
@Size(min = 3, max = EmailAddress.MAX)
@KeyLength(max = EmailAddress.MAX)
@Pattern(regexp = "[^\\p{C}\\p{Z}]*")
@ReportAsSingleViolation
@Target(FIELD)
@Retention(RUNTIME)
@Constraint(validatedBy = {})
public @interface EmailAddress {

    int MAX = 254;

    String message() default "must be an e-mail address of at most 254 characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
