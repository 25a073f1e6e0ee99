/** Accounts: who there is, what is unique about them, who may not be deleted, and who changed what. */
@NullMarked
package io.gatehouse.users.user;

import org.jspecify.annotations.NullMarked;
