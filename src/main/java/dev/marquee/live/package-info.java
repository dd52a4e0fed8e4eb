/**
 * The transports that carry subscriptions: WebSocket and server-sent events.
 */
@NullMarked
package dev.marquee.live;

import org.jspecify.annotations.NullMarked;
