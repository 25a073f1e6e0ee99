/** What is stored in place of a text that the database must know again and must not tell. */
@NullMarked
package io.gatehouse.users.digest;

import org.jspecify.annotations.NullMarked;
