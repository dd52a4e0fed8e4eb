/**
 * Encodes rows in PostgreSQL's binary format as JSON.
 */
@NullMarked
package dev.marquee.query.json;

import org.jspecify.annotations.NullMarked;
