/**
 * The schema as others want it: as text, as a reference to read, and as a subgraph.
 */
@NullMarked
package dev.marquee.schema;

import org.jspecify.annotations.NullMarked;
