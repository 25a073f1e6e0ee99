/** The calls to services, on which no thread waits. */
@NullMarked
package io.gatehouse.gateway.upstream;

import org.jspecify.annotations.NullMarked;
