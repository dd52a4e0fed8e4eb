/**
 * Encodes rows in PostgreSQL's binary format as JSON, and passes encoded JSON through
 * Jackson. Depends on no other package of Marquee.
 */
@NullMarked
package dev.marquee.query.json;

import org.jspecify.annotations.NullMarked;
