/** What own gateways do to a service's answer. All of it is API; it depends on no other package of the gateway. */
@NullMarked
package io.gatehouse.gateway.processor;

import org.jspecify.annotations.NullMarked;
