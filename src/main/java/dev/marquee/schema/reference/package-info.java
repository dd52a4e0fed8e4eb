/**
 * The API reference at {@code /docs/}: guides, and a page for each type of the schema.
 */
@NullMarked
package dev.marquee.schema.reference;

import org.jspecify.annotations.NullMarked;
