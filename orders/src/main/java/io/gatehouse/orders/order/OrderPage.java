package io.gatehouse.orders.order;

import java.util.List;

/**
 * A part of a user's orders, oldest first.
 *
 * @param hasMore whether there are others after the last of these
 */
record OrderPage(List<Order> orders, boolean hasMore) {}
