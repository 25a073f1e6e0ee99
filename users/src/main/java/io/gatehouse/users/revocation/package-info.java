/** Sessions that ended before their time, for gateways to refuse the access tokens that are still about. */
@NullMarked
package io.gatehouse.users.revocation;

import org.jspecify.annotations.NullMarked;
