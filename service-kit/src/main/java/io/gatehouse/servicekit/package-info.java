/** What every service needs and no domain word. Nothing here knows users, orders or the gateway. */
@NullMarked
package io.gatehouse.servicekit;

import org.jspecify.annotations.NullMarked;
