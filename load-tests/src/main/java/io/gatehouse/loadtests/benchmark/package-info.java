/** Measures the gateway as a proxy; docs/performance.md tells the method. */
@NullMarked
package io.gatehouse.loadtests.benchmark;

import org.jspecify.annotations.NullMarked;
