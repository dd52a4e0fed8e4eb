package dev.marquee.transport.http;

import org.eclipse.jetty.io.EofException;

/**
 * A client sends its request or reads its response too slowly. Jetty does not log it.
 */
final class SlowClientException extends EofException {

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
