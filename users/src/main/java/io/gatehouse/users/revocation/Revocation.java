package io.gatehouse.users.revocation;

import io.dropwizard.jackson.JsonSnakeCase;
import java.time.Instant;

/**
 * A session that ended.
 *
 * @param revokedAt to the millisecond; access tokens of the session issued before are worth nothing
 */
@JsonSnakeCase
public record Revocation(String sessionId, Instant revokedAt) {}
