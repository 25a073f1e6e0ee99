/** Own policies, identity sources and response processors, as another's gateway would bring them. */
@NullMarked
package io.gatehouse.gateway.extension;

import org.jspecify.annotations.NullMarked;
