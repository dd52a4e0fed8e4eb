/**
 * Documents in: a reader per format, one normal form, one importer, an outcome for each
 * document.
 */
@NullMarked
package dev.marquee.ingest;

import org.jspecify.annotations.NullMarked;
