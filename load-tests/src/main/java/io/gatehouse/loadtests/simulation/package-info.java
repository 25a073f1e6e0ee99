/** The Gatling simulations. */
@NullMarked
package io.gatehouse.loadtests.simulation;

import org.jspecify.annotations.NullMarked;
