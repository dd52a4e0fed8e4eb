package dev.marquee.ingest.jsonld;

import tools.jackson.databind.node.ObjectNode;

/**
 * An event in the JSON of a document, with its references resolved.
 *
 * @param json may be changed by its reader
 * @param path its place, such as {@code $.@graph[2]}
 * @param source the event as it is in the document
 */
public record EventNode(ObjectNode json, String path, ObjectNode source) {
}
