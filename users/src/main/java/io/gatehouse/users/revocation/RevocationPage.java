package io.gatehouse.users.revocation;

import java.util.List;

/**
 * What was revoked since a cursor, oldest first.
 *
 * @param cursor to be sent as {@code since} the next time
 * @param more whether the next page is not empty already
 */
public record RevocationPage(List<Revocation> revocations, String cursor, boolean more) {}
