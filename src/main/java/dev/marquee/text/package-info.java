/**
 * Texts and addresses as they are kept, whoever brings them.
 */
@NullMarked
package dev.marquee.text;

import org.jspecify.annotations.NullMarked;
