/**
 * The listed event and what belongs to it.
 */
@NullMarked
package dev.marquee.event;

import org.jspecify.annotations.NullMarked;
