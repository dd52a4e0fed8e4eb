/**
 * What WebSockets and event streams share: the registry of open connections, their owners
 * and limits, and how they are closed. Knows no feature.
 */
@NullMarked
package dev.marquee.transport;

import org.jspecify.annotations.NullMarked;
