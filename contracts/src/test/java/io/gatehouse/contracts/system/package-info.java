/** The whole system, played through from outside. */
@NullMarked
package io.gatehouse.contracts.system;

import org.jspecify.annotations.NullMarked;
