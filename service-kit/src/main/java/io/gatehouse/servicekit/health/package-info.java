/** Readiness and liveness on the admin port. */
@NullMarked
package io.gatehouse.servicekit.health;

import org.jspecify.annotations.NullMarked;
