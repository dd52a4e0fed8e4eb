/**
 * Reads schema.org events from JSON-LD blocks.
 */
@NullMarked
package dev.marquee.ingest.jsonld;

import org.jspecify.annotations.NullMarked;
