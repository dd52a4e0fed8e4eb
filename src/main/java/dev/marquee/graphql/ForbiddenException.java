package dev.marquee.graphql;

/**
 * It is known who asks, but they may not do this. Becomes an error with the code
 * {@code FORBIDDEN}. What somebody may not even see is never forbidden but not found.
 */
public class ForbiddenException extends RuntimeException {

	public ForbiddenException(String message) {
		super(message);
	}

}
