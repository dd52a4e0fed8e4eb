/**
 * Documents in: a reader per format, one normal form, one importer, an outcome for each
 * document.
 */
@NullMarked
package dev.marquee.intake;

import org.jspecify.annotations.NullMarked;
