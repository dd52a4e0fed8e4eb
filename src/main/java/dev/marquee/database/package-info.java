/**
 * Access to PostgreSQL: an external or, by default, an embedded database, its connection
 * pool, and how requests fail fast during an outage. Depends on no other package of
 * Marquee.
 */
@NullMarked
package dev.marquee.database;

import org.jspecify.annotations.NullMarked;
