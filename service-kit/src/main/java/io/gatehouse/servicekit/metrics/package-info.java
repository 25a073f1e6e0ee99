/** What a scrape of the admin port shows. */
@NullMarked
package io.gatehouse.servicekit.metrics;

import org.jspecify.annotations.NullMarked;
