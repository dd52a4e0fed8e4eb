/**
 * Who is interested in which event: said by the sites that show them, for their visitors.
 */
@NullMarked
package dev.marquee.event.interest;

import org.jspecify.annotations.NullMarked;
