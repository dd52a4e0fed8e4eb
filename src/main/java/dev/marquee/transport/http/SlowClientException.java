package dev.marquee.transport.http;

import java.util.concurrent.TimeoutException;

/**
 * A client sends its request or reads its response too slowly.
 */
final class SlowClientException extends TimeoutException {

	private static final long serialVersionUID = 1L;

	SlowClientException(String message) {
		super(message);
	}

	/** The stack is that of a timer. */
	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

}
