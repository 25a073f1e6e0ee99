/** Which web pages of other origins may read the gateway's answers. */
@NullMarked
package io.gatehouse.gateway.cors;

import org.jspecify.annotations.NullMarked;
