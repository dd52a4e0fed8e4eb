/**
 * The schema as SDL, as an HTML reference and as a federation subgraph. Depends on no
 * other package of Marquee.
 */
@NullMarked
package dev.marquee.schema;

import org.jspecify.annotations.NullMarked;
