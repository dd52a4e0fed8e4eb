/**
 * Warnings and errors of a document, each with the section and line where it occurs.
 * Depends on no other package of Marquee.
 */
@NullMarked
package dev.marquee.ingest.problem;

import org.jspecify.annotations.NullMarked;
