/** A real browser, spoken to in its DevTools protocol: what people see, asked for by a program. */
@NullMarked
package io.gatehouse.contracts.browser;

import org.jspecify.annotations.NullMarked;
