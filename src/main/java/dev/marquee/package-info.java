/**
 * The application and its commands. Wires the other packages together and may depend on
 * all of them; no package depends on it.
 */
@NullMarked
package dev.marquee;

import org.jspecify.annotations.NullMarked;
