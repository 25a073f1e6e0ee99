/** A service that answers as it is told, for loads that a real one would not stand. */
@NullMarked
package io.gatehouse.loadtests.stub;

import org.jspecify.annotations.NullMarked;
