package dev.marquee.security;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a key or a token permits.
 */
public enum Scope {

	/**
	 * Creating and changing events and what they point to, and seeing those that are not
	 * published.
	 */
	EVENTS_WRITE("events:write"),

	/**
	 * Saying for the visitors of a site that they are interested in an event, and that
	 * they no longer are.
	 */
	INTERESTS_WRITE("interests:write"),

	/** Taking in listing documents. */
	LISTINGS_IMPORT("listings:import"),

	/**
	 * Looking after Marquee itself; includes {@link #INTERESTS_WRITE} and nothing else.
	 */
	ADMIN("admin");

	private final String value;

	Scope(String value) {
		this.value = value;
	}

	/** As keys and the {@code scope} claim of a token write it. */
	public String value() {
		return this.value;
	}

	public static Optional<Scope> of(String value) {
		return Arrays.stream(values()).filter((scope) -> scope.value.equals(value)).findAny();
	}

	/** Whether whoever has this one needs not have the other. */
	boolean includes(Scope other) {
		return this == other || (this == ADMIN && other == INTERESTS_WRITE);
	}

	static String allValues() {
		return Arrays.stream(values()).map(Scope::value).collect(Collectors.joining(", "));
	}

}
