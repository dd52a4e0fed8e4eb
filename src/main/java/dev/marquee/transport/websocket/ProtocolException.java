package dev.marquee.transport.websocket;

import dev.marquee.transport.CloseStatus;

/**
 * The client has violated the protocol, and its connection must be closed.
 */
final class ProtocolException extends Exception {

	private final transient CloseStatus status;

	ProtocolException(CloseStatus status) {
		super(status.reason(), null, false, false);
		this.status = status;
	}

	CloseStatus status() {
		return this.status;
	}

}
