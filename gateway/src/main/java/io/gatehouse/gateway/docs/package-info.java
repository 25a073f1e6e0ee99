/** One OpenAPI document of all that the gateway opens, made of those of its services, and the page that shows it. */
@NullMarked
package io.gatehouse.gateway.docs;

import org.jspecify.annotations.NullMarked;
