package dev.marquee.intake;

/**
 * JSON-LD to the letter, as a document has it.
 *
 * @param where its first line
 * @param isComplete whether the fence around it was closed
 */
record JsonBlock(Where where, String text, boolean isComplete) {
}
