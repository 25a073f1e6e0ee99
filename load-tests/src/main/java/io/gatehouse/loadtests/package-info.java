/** What loads Gatehouse: the settings that all of it shares. */
@NullMarked
package io.gatehouse.loadtests;

import org.jspecify.annotations.NullMarked;
