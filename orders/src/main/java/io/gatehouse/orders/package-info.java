/** The orders service: what it is made of and how it is configured. */
@NullMarked
package io.gatehouse.orders;

import org.jspecify.annotations.NullMarked;
