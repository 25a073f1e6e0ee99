/** The committed pacts, held against the route table and against what the gateway's tests have just written. */
@NullMarked
package io.gatehouse.contracts.pact;

import org.jspecify.annotations.NullMarked;
