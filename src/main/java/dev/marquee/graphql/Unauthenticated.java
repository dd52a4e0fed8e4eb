package dev.marquee.graphql;

/**
 * Nobody has said who they are, or not so that it can be believed. Becomes an error with
 * the code {@code UNAUTHENTICATED}.
 */
public class Unauthenticated extends RuntimeException {

	public Unauthenticated(String message) {
		super(message);
	}

}
