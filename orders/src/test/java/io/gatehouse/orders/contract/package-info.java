/** The orders service against the contracts of those who call it. */
@NullMarked
package io.gatehouse.orders.contract;

import org.jspecify.annotations.NullMarked;
