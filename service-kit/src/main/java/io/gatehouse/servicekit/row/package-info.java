/** Rows over HTTP: the id in a path, and lists a page at a time. */
@NullMarked
package io.gatehouse.servicekit.row;

import org.jspecify.annotations.NullMarked;
