package dev.marquee.graphql;

/**
 * Thrown if an authenticated viewer lacks a permission. Becomes an error with the code
 * {@code FORBIDDEN}. An object that the viewer may not see is reported as not found
 * instead.
 */
public class ForbiddenException extends RuntimeException {

	public ForbiddenException(String message) {
		super(message);
	}

}
