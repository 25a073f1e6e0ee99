/** Which sessions have ended before their tokens, as the users service tells. */
@NullMarked
package io.gatehouse.gateway.revocation;

import org.jspecify.annotations.NullMarked;
