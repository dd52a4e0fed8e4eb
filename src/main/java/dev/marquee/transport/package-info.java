/**
 * What all transports share: the registry of long-lived connections, their owners and\n *
 * limits, and how they are closed. Knows no feature.
 */
@NullMarked
package dev.marquee.transport;

import org.jspecify.annotations.NullMarked;
