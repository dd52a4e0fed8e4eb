/**
 * Where the data is: a PostgreSQL of the operator's or, by default, an embedded one.
 */
@NullMarked
package dev.marquee.database;

import org.jspecify.annotations.NullMarked;
