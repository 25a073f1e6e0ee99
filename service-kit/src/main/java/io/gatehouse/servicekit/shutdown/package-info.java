/** How a service leaves without losing a request. */
@NullMarked
package io.gatehouse.servicekit.shutdown;

import org.jspecify.annotations.NullMarked;
