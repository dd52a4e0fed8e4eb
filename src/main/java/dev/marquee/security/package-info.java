/**
 * Who may do what: keys and tokens, the viewer that a request comes from, and the rule of
 * each mutation. Knows no feature.
 */
@NullMarked
package dev.marquee.security;

import org.jspecify.annotations.NullMarked;
