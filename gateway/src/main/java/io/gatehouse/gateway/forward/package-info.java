/** Who a request comes from when proxies stand in between, and how far what they say is believed. */
@NullMarked
package io.gatehouse.gateway.forward;

import org.jspecify.annotations.NullMarked;
