/** Sessions: from a login, through refreshes, to their end. */
@NullMarked
package io.gatehouse.users.session;

import org.jspecify.annotations.NullMarked;
