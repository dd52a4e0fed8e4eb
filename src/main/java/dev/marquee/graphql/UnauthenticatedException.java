package dev.marquee.graphql;

/**
 * Nobody has said who they are, or not so that it can be believed. Becomes an error with
 * the code {@code UNAUTHENTICATED}.
 */
public class UnauthenticatedException extends RuntimeException {

	public UnauthenticatedException(String message) {
		super(message);
	}

}
