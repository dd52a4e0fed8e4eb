package dev.marquee.intake;

import java.util.Arrays;
import java.util.Optional;

/**
 * The keys of a listing document, each within its section.
 */
enum Key {

	NAME(Section.EVENT, "Event Name"), TIME(Section.EVENT, "Event Start and End Date"),
	DESCRIPTION(Section.EVENT, "Event Description"), EVENT_URL(Section.EVENT, "Event URL"),
	CATEGORIES(Section.EVENT, "Event Categories"), INTERESTED_AUDIENCE(Section.EVENT, "Interested Audience"),
	INTERESTED_COUNT(Section.EVENT, "total_interested_count"),

	TICKET_NAME(Section.TICKETS, "Ticket Name"), TICKET_URL(Section.TICKETS, "Ticket URL"),
	TICKET_PRICE(Section.TICKETS, "Ticket Price"), AVAILABILITY(Section.TICKETS, "Availability"),

	CITY(Section.VENUE, "city"), STATE(Section.VENUE, "state"), COUNTRY(Section.VENUE, "country"),
	LOCATION(Section.VENUE, "location"), LATITUDE(Section.VENUE, "lat"), LONGITUDE(Section.VENUE, "long"),
	FULL_ADDRESS(Section.VENUE, "full address"),

	AFFILIATE_ID(Section.ORGANIZER, "affiliate_id"), ORGANIZER(Section.ORGANIZER, "organizer"),

	ALT_TEXT(Section.GALLERY, "Alt text"), IMAGE_URL(Section.GALLERY, "Image URL"),

	QUESTION(Section.FAQS, "Q"), ANSWER(Section.FAQS, "A");

	private final Section section;

	private final String label;

	Key(Section section, String label) {
		this.section = section;
		this.label = label;
	}

	static Optional<Key> labelled(String label, Section section) {
		return Arrays.stream(values())
			.filter((key) -> key.section == section && key.label.equalsIgnoreCase(label.strip()))
			.findFirst();
	}

	Section section() {
		return this.section;
	}

	String label() {
		return this.label;
	}

	/**
	 * Whether the value may run over several lines.
	 */
	boolean isLong() {
		return switch (this) {
			case DESCRIPTION, QUESTION, ANSWER, ALT_TEXT -> true;
			default -> false;
		};
	}

}
