/** The pipeline that every request runs through, in one order. */
@NullMarked
package io.gatehouse.gateway.proxy;

import org.jspecify.annotations.NullMarked;
