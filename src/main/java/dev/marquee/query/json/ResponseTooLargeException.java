package dev.marquee.query.json;

/**
 * Thrown when the JSON of a response would have more bytes than it may have.
 */
public final class ResponseTooLargeException extends RuntimeException {

	public ResponseTooLargeException() {
		super("The response has more bytes than marquee.limits.response-size");
	}

	public ResponseTooLargeException(Throwable cause) {
		super("The response has more bytes than marquee.limits.response-size", cause);
	}

}
