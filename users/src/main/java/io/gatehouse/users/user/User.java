package io.gatehouse.users.user;

import io.dropwizard.jackson.JsonSnakeCase;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user as others may see it, and all that they may see.
 *
 * @param createdBy the id of the user who made this one
 * @param createdAt to the millisecond, as {@code updatedAt}
 */
@JsonSnakeCase
@Schema(description = "A user.", example = """
                {"id": 3, "username": "ada", "email": "ada@example.org", "full_name": "Ada Lovelace",
                 "user_type": "default", "created_by": 1,
                 "created_at": "2026-05-04T10:15:30.123Z", "updated_at": "2026-05-04T10:15:30.123Z"}""")
public record User(
        long id,
        String username,
        @Nullable String email,
        @Nullable String fullName,
        UserType userType,
        long createdBy,
        Instant createdAt,
        Instant updatedAt) {}
