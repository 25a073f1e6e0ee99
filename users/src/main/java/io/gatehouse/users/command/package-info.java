/** What an operator does from the command line, on the service's own database. */
@NullMarked
package io.gatehouse.users.command;

import org.jspecify.annotations.NullMarked;
