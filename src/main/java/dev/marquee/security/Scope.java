package dev.marquee.security;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A permission of a key or a token.
 */
public enum Scope {

	/**
	 * Create and change events, their venues and their organizers, and read unpublished
	 * events.
	 */
	EVENTS_WRITE("events:write"),

	/**
	 * Add and remove the interest of a site's visitors in an event.
	 */
	INTERESTS_WRITE("interests:write"),

	/** Import listing documents. */
	LISTINGS_IMPORT("listings:import"),

	/**
	 * Administer Marquee; includes {@link #INTERESTS_WRITE} and no other scope.
	 */
	ADMIN("admin");

	private final String value;

	Scope(String value) {
		this.value = value;
	}

	/** Returns the name of the scope in keys and in the {@code scope} claim of tokens. */
	public String value() {
		return this.value;
	}

	public static Optional<Scope> of(String value) {
		return Arrays.stream(values()).filter((scope) -> scope.value.equals(value)).findAny();
	}

	/** Whether this scope also grants the other one. */
	boolean includes(Scope other) {
		return this == other || (this == ADMIN && other == INTERESTS_WRITE);
	}

	static String allValues() {
		return Arrays.stream(values()).map(Scope::value).collect(Collectors.joining(", "));
	}

}
