package dev.marquee.ingest;

/**
 * What a document says about one listing, or why nothing can be read of it.
 *
 * @param isLast whether the document ends after it
 * @param isOnly whether it is the only part
 */
record DocumentPart(ReadResult result, boolean isLast, boolean isOnly) {
}
