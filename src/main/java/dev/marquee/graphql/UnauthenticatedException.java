package dev.marquee.graphql;

/**
 * Thrown if an operation requires authentication and the request has none. Becomes an
 * error with the code {@code UNAUTHENTICATED}.
 */
public class UnauthenticatedException extends RuntimeException {

	public UnauthenticatedException(String message) {
		super(message);
	}

}
