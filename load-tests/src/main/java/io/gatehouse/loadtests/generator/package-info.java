/** A load generator that costs so little that what it loads keeps the machine. */
@NullMarked
package io.gatehouse.loadtests.generator;

import org.jspecify.annotations.NullMarked;
