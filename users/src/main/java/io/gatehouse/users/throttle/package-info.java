/** How often a password may be guessed. */
@NullMarked
package io.gatehouse.users.throttle;

import org.jspecify.annotations.NullMarked;
