/** What a service's tests need to hold it to the contracts of those who call it. */
@NullMarked
package io.gatehouse.servicekit.testing.contract;

import org.jspecify.annotations.NullMarked;
