/**
 * Reads the listing text format: decoding, sections, keys and truncation. Hands JSON-LD
 * on unparsed; may depend on {@code jsonld}, {@code merge}, {@code value} and
 * {@code problem}.
 */
@NullMarked
package dev.marquee.ingest.document;

import org.jspecify.annotations.NullMarked;
