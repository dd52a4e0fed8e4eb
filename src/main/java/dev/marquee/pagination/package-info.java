/**
 * Lists page by page, as the Relay specification for connections has it. Knows no
 * feature.
 */
@NullMarked
package dev.marquee.pagination;

import org.jspecify.annotations.NullMarked;
