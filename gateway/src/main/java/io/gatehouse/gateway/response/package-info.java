/** What becomes of a service's answer on its way to the client. */
@NullMarked
package io.gatehouse.gateway.response;

import org.jspecify.annotations.NullMarked;
