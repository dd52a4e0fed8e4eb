package dev.marquee.ingest.jsonld;

import dev.marquee.ingest.problem.DocumentLocation;

/**
 * A block of JSON-LD, verbatim as in the document.
 *
 * @param location the location of its first line
 * @param isComplete whether its code fence, if it has one, is closed
 */
public record JsonLdBlock(DocumentLocation location, String text, boolean isComplete) {
}
