/** Who calls, and what they may: access tokens, their keys, and the policies of routes. */
@NullMarked
package io.gatehouse.gateway.auth;

import org.jspecify.annotations.NullMarked;
