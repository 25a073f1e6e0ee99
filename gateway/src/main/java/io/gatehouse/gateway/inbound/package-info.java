/** The client's side of a connection: bounds that hold before a request is looked at and after it is answered. */
@NullMarked
package io.gatehouse.gateway.inbound;

import org.jspecify.annotations.NullMarked;
