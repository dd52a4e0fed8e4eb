/**
 * Reads the listing text format: decoding, sections, entries and truncation checks.
 */
@NullMarked
package dev.marquee.ingest.document;

import org.jspecify.annotations.NullMarked;
