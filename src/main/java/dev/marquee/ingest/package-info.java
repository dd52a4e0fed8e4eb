/**
 * Import of listing documents, by command and by mutation: {@code document} and
 * {@code jsonld} read the two parts of a document, {@code merge} makes one listing of
 * them, {@code value} parses single values, and {@code problem} collects warnings and
 * errors. May depend on the features that it stores into; no feature depends on it.
 */
@NullMarked
package dev.marquee.ingest;

import org.jspecify.annotations.NullMarked;
