/** Systems to load, started from the applications' jars as processes of their own. */
@NullMarked
package io.gatehouse.loadtests.bed;

import org.jspecify.annotations.NullMarked;
