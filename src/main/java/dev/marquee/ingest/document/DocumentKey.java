package dev.marquee.ingest.document;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of a listing document, with the section that they belong to and their label.
 */
public enum DocumentKey {

	NAME(DocumentSection.EVENT, "Event Name"), TIME(DocumentSection.EVENT, "Event Start and End Date"),
	DESCRIPTION(DocumentSection.EVENT, "Event Description"), EVENT_URL(DocumentSection.EVENT, "Event URL"),
	CATEGORIES(DocumentSection.EVENT, "Event Categories"),
	INTERESTED_AUDIENCE(DocumentSection.EVENT, "Interested Audience"),
	INTERESTED_COUNT(DocumentSection.EVENT, "total_interested_count"),

	TICKET_NAME(DocumentSection.TICKETS, "Ticket Name"), TICKET_URL(DocumentSection.TICKETS, "Ticket URL"),
	TICKET_PRICE(DocumentSection.TICKETS, "Ticket Price"), AVAILABILITY(DocumentSection.TICKETS, "Availability"),

	CITY(DocumentSection.VENUE, "city"), STATE(DocumentSection.VENUE, "state"),
	COUNTRY(DocumentSection.VENUE, "country"), LOCATION(DocumentSection.VENUE, "location"),
	LATITUDE(DocumentSection.VENUE, "lat"), LONGITUDE(DocumentSection.VENUE, "long"),
	FULL_ADDRESS(DocumentSection.VENUE, "full address"),

	AFFILIATE_ID(DocumentSection.ORGANIZER, "affiliate_id"), ORGANIZER(DocumentSection.ORGANIZER, "organizer"),

	ALT_TEXT(DocumentSection.GALLERY, "Alt text"), IMAGE_URL(DocumentSection.GALLERY, "Image URL"),

	QUESTION(DocumentSection.FAQS, "Q"), ANSWER(DocumentSection.FAQS, "A");

	private final DocumentSection section;

	private final String label;

	DocumentKey(DocumentSection section, String label) {
		this.section = section;
		this.label = label;
	}

	/** The key with this label, or with another name of it, in a section. */
	static Optional<DocumentKey> withLabel(String label, DocumentSection section) {
		String stripped = label.strip();
		return Arrays.stream(values())
			.filter((key) -> key.section == section && key.label.equalsIgnoreCase(stripped))
			.findFirst()
			.or(() -> Arrays.stream(values())
				.filter((key) -> key.section == section && key.otherLabels().anyMatch(stripped::equalsIgnoreCase))
				.findFirst());
	}

	private Stream<String> otherLabels() {
		return switch (this) {
			case TICKET_NAME -> Stream.of("Name", "Ticket", "Ticket Type", "Type");
			case TICKET_URL -> Stream.of("URL", "Link", "Ticket Link");
			case TICKET_PRICE -> Stream.of("Price", "Cost");
			case AVAILABILITY -> Stream.of("Ticket Availability", "Status");
			case LOCATION -> Stream.of("venue", "venue name");
			case LATITUDE -> Stream.of("latitude");
			case LONGITUDE -> Stream.of("lng", "lon", "longitude");
			case FULL_ADDRESS -> Stream.of("address");
			case ORGANIZER -> Stream.of("organiser");
			case ALT_TEXT -> Stream.of("Alt", "Description");
			case IMAGE_URL -> Stream.of("Image", "URL", "Picture");
			case QUESTION -> Stream.of("Question");
			case ANSWER -> Stream.of("Answer");
			default -> Stream.empty();
		};
	}

	DocumentSection section() {
		return this.section;
	}

	String label() {
		return this.label;
	}

	/**
	 * Whether the value may have several lines.
	 */
	boolean isMultiline() {
		return switch (this) {
			case DESCRIPTION, QUESTION, ANSWER, ALT_TEXT -> true;
			default -> false;
		};
	}

}
