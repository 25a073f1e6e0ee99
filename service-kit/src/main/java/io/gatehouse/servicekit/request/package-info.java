/** The id that follows one request through every service and log. */
@NullMarked
package io.gatehouse.servicekit.request;

import org.jspecify.annotations.NullMarked;
