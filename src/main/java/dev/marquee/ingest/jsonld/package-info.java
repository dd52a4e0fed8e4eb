/**
 * Reads schema.org events from JSON-LD blocks. May depend on {@code merge}, {@code value}
 * and {@code problem}.
 */
@NullMarked
package dev.marquee.ingest.jsonld;

import org.jspecify.annotations.NullMarked;
