/**
 * Merges the text and the JSON-LD of a document into one listing. May depend on
 * {@code value} and {@code problem}.
 */
@NullMarked
package dev.marquee.ingest.merge;

import org.jspecify.annotations.NullMarked;
