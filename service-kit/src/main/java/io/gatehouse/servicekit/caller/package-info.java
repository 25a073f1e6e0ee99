/** Who calls an internal service: the gateway, proved by a short-lived token. */
@NullMarked
package io.gatehouse.servicekit.caller;

import org.jspecify.annotations.NullMarked;
