/** The gateway. Its packages stand in the order a request meets them: route, auth, limit, upstream, response, proxy. */
@NullMarked
package io.gatehouse.gateway;

import org.jspecify.annotations.NullMarked;
