/** The users service: accounts, and the check of a password at login. */
@NullMarked
package io.gatehouse.users;

import org.jspecify.annotations.NullMarked;
