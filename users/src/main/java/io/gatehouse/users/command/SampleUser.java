package io.gatehouse.users.command;

import io.dropwizard.jackson.JsonSnakeCase;
import io.gatehouse.users.password.PasswordHash;
import io.gatehouse.users.user.EmailAddress;
import io.gatehouse.users.user.FullName;
import io.gatehouse.users.user.NewAccount;
import io.gatehouse.users.user.UserType;
import io.gatehouse.users.user.Username;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;

/** An entry of the FastAPI sample's users.json. */
@JsonSnakeCase
record SampleUser(
        @NotNull @Positive @Max(SampleUser.MAX_ID) Long id,
        @NotNull @Username String username,
        @EmailAddress @Nullable String email,
        @FullName @Nullable String fullName,
        @NotNull UserType userType,

        @NotNull
        @Pattern(regexp = SampleUser.BCRYPT, message = "must be a bcrypt hash ($2a$, $2b$ or $2y$, cost 4 to 15)")
        String hashedPassword,

        @NotNull @Positive Long createdBy) {

    /** Leaves room for those that come after. */
    static final long MAX_ID = Long.MAX_VALUE >> 1;

    /**
     * A cost of 15 takes seconds already. Salt and hash end on characters whose spare bits are 0, as every bcrypt
     * writes them; others would never match.
     */
    static final String BCRYPT =
            "\\$2[aby]\\$(0[4-9]|1[0-5])\\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]";

    NewAccount toAccount() {
        return new NewAccount(
                id, username, email, fullName, userType, new PasswordHash(hashedPassword), false, createdBy);
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "SampleUser[id=" + id + "]";
    }
}
