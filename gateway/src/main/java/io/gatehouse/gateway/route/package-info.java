/** The route table: which operation a request is, read from a strict YAML file. */
@NullMarked
package io.gatehouse.gateway.route;

import org.jspecify.annotations.NullMarked;
