package dev.marquee.ingest;

/**
 * The outcome of one listing of a document.
 *
 * @param label what to call the listing among those of its document; the name of the
 * document if nothing of it could be read
 */
record ListingOutcome(String label, ImportOutcome outcome) {
}
