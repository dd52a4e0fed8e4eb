/**
 * Normalization of text, slugs and URLs before they are stored, shared by mutations and
 * document import. Depends on no other package of Marquee.
 */
@NullMarked
package dev.marquee.text;

import org.jspecify.annotations.NullMarked;
