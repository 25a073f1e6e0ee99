/** How often something may be asked for: rate limits, counted in memory or in a Redis that replicas share. */
@NullMarked
package io.gatehouse.gateway.limit;

import org.jspecify.annotations.NullMarked;
