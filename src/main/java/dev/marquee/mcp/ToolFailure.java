package dev.marquee.mcp;

/**
 * Thrown if a tool cannot do what it is asked. The message is for the language model: it
 * names the argument and says what to change.
 */
final class ToolFailure extends RuntimeException {

	private final String code;

	/** An argument is wrong. */
	ToolFailure(String message) {
		this("BAD_USER_INPUT", message);
	}

	/**
	 * Creates a failure.
	 * @param code a code of GraphQL errors
	 */
	ToolFailure(String code, String message) {
		super(message, null, false, false);
		this.code = code;
	}

	String code() {
		return this.code;
	}

}
