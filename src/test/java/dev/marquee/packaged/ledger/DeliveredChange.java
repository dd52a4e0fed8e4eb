package dev.marquee.packaged.ledger;

import tools.jackson.databind.JsonNode;

/**
 * A change as delivered to a subscriber or read from the log.
 *
 * @param eventName the name that the change gave the event; with a minus sign, the last
 * name of a removed event
 */
record DeliveredChange(String cursor, String eventName) {

	/** The subscription of all subscribers. */
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
