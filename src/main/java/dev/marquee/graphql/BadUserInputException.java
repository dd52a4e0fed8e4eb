package dev.marquee.graphql;

import org.jspecify.annotations.Nullable;

/**
 * A request that the schema allows but that makes no sense. Becomes an error with the
 * code {@code BAD_USER_INPUT}.
 */
public class BadUserInputException extends RuntimeException {

	private final String argument;

	/**
	 * Refuses an argument.
	 * @param argument the name of the argument
	 * @param message tells what is wrong and what to change, in a sentence for the
	 * client's developer
	 */
	public BadUserInputException(String argument, String message) {
		this(argument, message, null);
	}

	public BadUserInputException(String argument, String message, @Nullable Exception cause) {
		super(message, cause);
		this.argument = argument;
	}

	/** The error's {@code extensions.code}. */
	protected String code() {
		return "BAD_USER_INPUT";
	}

	String argument() {
		return this.argument;
	}

}
