package dev.marquee.packaged.ledger;

import tools.jackson.databind.JsonNode;

/**
 * A change as a subscriber is told of it, or as the database has it.
 *
 * @param eventName the name that the event has got; with a minus sign the name of one
 * that is gone
 */
record DeliveredChange(String cursor, String eventName) {

	/** What subscribers ask for. */
	static final String DOCUMENT = """
			subscription Ledger($after: String) { eventChanges(after: $after) { cursor kind lastKnown { name } } }
			""";

	static DeliveredChange of(JsonNode change) {
		return of(change.get("cursor").asString(), change.get("kind").asString(),
				change.at("/lastKnown/name").asString());
	}

	static DeliveredChange of(String cursor, String kind, String name) {
		return new DeliveredChange(cursor, kind.equals("REMOVED") ? removedName(name) : name);
	}

	static String removedName(String name) {
		return "-" + name;
	}

}
