/** What the command line tells about a route file, without a configuration and without a network. */
@NullMarked
package io.gatehouse.gateway.check;

import org.jspecify.annotations.NullMarked;
