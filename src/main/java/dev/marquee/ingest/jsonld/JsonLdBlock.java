package dev.marquee.ingest.jsonld;

import dev.marquee.ingest.problem.DocumentLocation;

/**
 * JSON-LD to the letter, as a document has it.
 *
 * @param location its first line
 * @param isComplete whether the fence around it was closed
 */
public record JsonLdBlock(DocumentLocation location, String text, boolean isComplete) {
}
