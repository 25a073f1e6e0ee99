/** What a person reads when a service does not start. */
@NullMarked
package io.gatehouse.servicekit.startup;

import org.jspecify.annotations.NullMarked;
