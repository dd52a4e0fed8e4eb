package dev.marquee.graphql;

import org.jspecify.annotations.Nullable;

/**
 * Thrown for an argument that is valid for the schema but not for the field. Becomes an
 * error with the code {@code BAD_USER_INPUT}.
 */
public class BadUserInputException extends RuntimeException {

	private final String argument;

	/**
	 * Creates an exception.
	 * @param argument the name of the argument
	 * @param message a sentence for the client's developer that says what is wrong and
	 * what to change
	 */
	public BadUserInputException(String argument, String message) {
		this(argument, message, null);
	}

	public BadUserInputException(String argument, String message, @Nullable Exception cause) {
		super(message, cause);
		this.argument = argument;
	}

	/** Returns the error's {@code extensions.code}. */
	protected String code() {
		return "BAD_USER_INPUT";
	}

	String argument() {
		return this.argument;
	}

}
