/** Makes a service's OpenAPI document of its resources, and holds the committed one against it. */
@NullMarked
package io.gatehouse.servicekit.testing.openapi;

import org.jspecify.annotations.NullMarked;
