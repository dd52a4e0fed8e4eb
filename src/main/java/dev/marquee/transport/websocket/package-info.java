/**
 * The graphql-transport-ws protocol over WebSocket (RFC 6455) by Jetty. Knows no feature.
 */
@NullMarked
package dev.marquee.transport.websocket;

import org.jspecify.annotations.NullMarked;
