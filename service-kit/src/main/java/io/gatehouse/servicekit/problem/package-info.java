/** Every failure as RFC 9457 problem+json, whether it comes from a resource, Jersey, Jackson, validation or Jetty. */
@NullMarked
package io.gatehouse.servicekit.problem;

import org.jspecify.annotations.NullMarked;
