/**
 * Reads the events of web pages: JSON-LD, microdata, RDFa Lite, microformats and
 * OpenGraph. Depends on {@code jsonld}, {@code format} and {@code problem}.
 */
@NullMarked
package dev.marquee.ingest.html;

import org.jspecify.annotations.NullMarked;
