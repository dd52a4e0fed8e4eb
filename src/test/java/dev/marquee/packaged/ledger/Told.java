package dev.marquee.packaged.ledger;

import tools.jackson.databind.JsonNode;

/**
 * A change as a subscriber is told of it, or as the database has it.
 *
 * @param what the name that the event has got; with a minus sign the name of one that is
 * gone
 */
record Told(String cursor, String what) {

	/** What subscribers ask for. */
	static final String DOCUMENT = """
			subscription Ledger($after: String) { eventChanges(after: $after) { cursor kind lastKnown { name } } }
			""";

	static Told of(JsonNode change) {
		return of(change.get("cursor").asString(), change.get("kind").asString(),
				change.at("/lastKnown/name").asString());
	}

	static Told of(String cursor, String kind, String name) {
		return new Told(cursor, kind.equals("REMOVED") ? removed(name) : name);
	}

	static String removed(String name) {
		return "-" + name;
	}

}
