package dev.marquee.event;

/**
 * What identifies an event elsewhere, to store.
 *
 * @param value a URL in normal form for the kind {@code SAME_AS}
 */
public record IdentifierDetails(IdentifierKind identifierKind, String value) {

	/** The maximum number of identifiers of an event. */
	public static final int MAX_COUNT = 50;

	/** In code points. */
	public static final int MAX_LENGTH = 2048;

	/**
	 * The kind of an identifier.
	 */
	public enum IdentifierKind {

		/** The URL of another page about the event: {@code sameAs} of schema.org. */
		SAME_AS,
		/** An IRI: {@code @id} of JSON-LD. */
		ID,
		/** {@code UID} of RFC 5545. */
		UID,
		/** Any other id: {@code identifier} of schema.org. */
		IDENTIFIER

	}

}
