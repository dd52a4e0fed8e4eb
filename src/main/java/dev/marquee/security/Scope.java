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

	/**
	 * Add and remove the interest of the subject of the token in an event. Unlike
	 * {@link #INTERESTS_WRITE}, it may be given to a visitor, who cannot count twice.
	 * Keys cannot have it, since they have no subject.
	 */
	INTERESTS_OWN("interests:own"),

	/** Import listing documents. */
	LISTINGS_IMPORT("listings:import"),

	/**
	 * Administer Marquee; includes {@link #INTERESTS_WRITE} and no other scope but that
	 * which it includes.
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
		return switch (other) {
			case INTERESTS_WRITE -> this == INTERESTS_WRITE || this == ADMIN;
			case INTERESTS_OWN -> this == INTERESTS_OWN || this == INTERESTS_WRITE || this == ADMIN;
			default -> this == other;
		};
	}

	/** The scopes that grant this one, except {@link #ADMIN}, for messages. */
	String grantingScopes() {
		return Arrays.stream(values())
			.filter((scope) -> scope.includes(this) && (scope != ADMIN || this == ADMIN))
			.map((scope) -> "`" + scope.value + "`")
			.collect(Collectors.joining(" or "));
	}

	/** The scope of a key with this value; empty if keys cannot have it. */
	static Optional<Scope> ofKey(String value) {
		return of(value).filter(Scope::isForKeys);
	}

	private boolean isForKeys() {
		return this != INTERESTS_OWN;
	}

	/** The values of the scopes that keys can have. */
	static String keyValues() {
		return Arrays.stream(values()).filter(Scope::isForKeys).map(Scope::value).collect(Collectors.joining(", "));
	}

}
