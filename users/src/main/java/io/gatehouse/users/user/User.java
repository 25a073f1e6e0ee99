package io.gatehouse.users.user;

import io.dropwizard.jackson.JsonSnakeCase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user as others may see it, and all that they may see.
 *
 * @param createdBy the id of the user who made this one
 * @param createdAt to the millisecond, as {@code updatedAt}
 */
@JsonSnakeCase
public record User(
        long id,
        String username,
        @Nullable String email,
        @Nullable String fullName,
        UserType userType,
        long createdBy,
        Instant createdAt,
        Instant updatedAt) {}
