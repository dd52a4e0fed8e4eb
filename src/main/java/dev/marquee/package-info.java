/**
 * The application and its commands.
 */
@NullMarked
package dev.marquee;

import org.jspecify.annotations.NullMarked;
