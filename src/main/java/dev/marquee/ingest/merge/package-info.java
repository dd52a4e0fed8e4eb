/**
 * Merges what the text and the JSON-LD of a document say into one listing.
 */
@NullMarked
package dev.marquee.ingest.merge;

import org.jspecify.annotations.NullMarked;
