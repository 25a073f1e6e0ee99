/** A request: the id that follows it through every service and log, and the network it came from. */
@NullMarked
package io.gatehouse.servicekit.request;

import org.jspecify.annotations.NullMarked;
