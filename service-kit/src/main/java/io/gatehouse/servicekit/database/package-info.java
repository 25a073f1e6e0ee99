/** One way to a database: pool, migrations, failures. */
@NullMarked
package io.gatehouse.servicekit.database;

import org.jspecify.annotations.NullMarked;
