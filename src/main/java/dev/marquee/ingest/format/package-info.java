/**
 * The formats of documents, and what a reader makes of a document: one or more listings,
 * not necessarily complete. Each format has a {@link DocumentReader} in a package of its
 * own. Depends on {@code merge}, {@code value} and {@code problem}.
 */
@NullMarked
package dev.marquee.ingest.format;

import org.jspecify.annotations.NullMarked;
