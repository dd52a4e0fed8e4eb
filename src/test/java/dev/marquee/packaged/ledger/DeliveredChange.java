package dev.marquee.packaged.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A change as delivered to a subscriber or read from the log. Two are equal if they are
 * at the same position: the generation in which a cursor was handed out makes no
 * difference.
 *
 * @param eventName the name that the change gave the event; with a minus sign, the last
 * name of a removed event
 */
record DeliveredChange(String cursor, String eventName) {

	/** The subscription of all subscribers. */
	static final String DOCUMENT = """
			subscription Ledger($after: String) { eventChanges(after: $after) { cursor kind lastKnown { name } } }
			""";

	/** The generation, transaction and number of a cursor, without its epoch. */
	static String position(String cursor) {
		String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
		return text.split("\\.", 3)[2];
	}

	long generation() {
		return Long.parseLong(position(this.cursor).split("\\.")[0]);
	}

	/** Compares the positions of two cursors. */
	static int comparePositions(String one, String other) {
		String[] first = position(one).split("\\.");
		String[] second = position(other).split("\\.");
		for (int i = 0; i < first.length; i++) {
			int order = Long.compareUnsigned(Long.parseUnsignedLong(first[i]), Long.parseUnsignedLong(second[i]));
			if (order != 0) {
				return order;
			}
		}
		return 0;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof DeliveredChange change && position(this.cursor).equals(position(change.cursor))
				&& this.eventName.equals(change.eventName);
	}

	@Override
	public int hashCode() {
		return this.eventName.hashCode();
	}

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
