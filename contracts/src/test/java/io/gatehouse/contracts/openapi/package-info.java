/** The system against the document that it serves: answers, a generated client, the page. */
@NullMarked
package io.gatehouse.contracts.openapi;

import org.jspecify.annotations.NullMarked;
