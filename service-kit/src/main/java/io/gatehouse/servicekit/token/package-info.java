/** ES256 signing keys and the strict reading of compact tokens. */
@NullMarked
package io.gatehouse.servicekit.token;

import org.jspecify.annotations.NullMarked;
