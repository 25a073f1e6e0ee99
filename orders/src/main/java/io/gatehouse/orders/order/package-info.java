/** Orders: placed once, read by the one who placed them. */
@NullMarked
package io.gatehouse.orders.order;

import org.jspecify.annotations.NullMarked;
