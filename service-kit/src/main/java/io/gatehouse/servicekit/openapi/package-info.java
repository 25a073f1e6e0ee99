/** A service's own description of its operations. */
@NullMarked
package io.gatehouse.servicekit.openapi;

import org.jspecify.annotations.NullMarked;
