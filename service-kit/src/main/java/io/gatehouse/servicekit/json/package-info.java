/** The one JSON mapper, and what it refuses. */
@NullMarked
package io.gatehouse.servicekit.json;

import org.jspecify.annotations.NullMarked;
