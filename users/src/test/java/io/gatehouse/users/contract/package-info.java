/** The users service against the contracts of those who call it. */
@NullMarked
package io.gatehouse.users.contract;

import org.jspecify.annotations.NullMarked;
