/**
 * Problems of a document, each with the section and line where it occurs.
 */
@NullMarked
package dev.marquee.ingest.problem;

import org.jspecify.annotations.NullMarked;
