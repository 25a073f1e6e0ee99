/** Passwords: what is accepted as one, how it is hashed, and how many are hashed at once. */
@NullMarked
package io.gatehouse.users.password;

import org.jspecify.annotations.NullMarked;
