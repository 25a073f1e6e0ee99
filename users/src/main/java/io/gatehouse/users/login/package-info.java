/** The check of a name and a password, for the gateway to issue tokens on. */
@NullMarked
package io.gatehouse.users.login;

import org.jspecify.annotations.NullMarked;
