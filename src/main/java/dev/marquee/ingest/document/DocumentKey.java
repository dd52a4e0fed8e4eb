package dev.marquee.ingest.document;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The keys of a listing document, with the section that they belong to and their label.
 */
public enum DocumentKey {

	NAME(DocumentSection.EVENT, "Event Name"), TIME(DocumentSection.EVENT, "Event Start and End Date"),
	DESCRIPTION(DocumentSection.EVENT, "Event Description"), EVENT_URL(DocumentSection.EVENT, "Event URL"),
	CATEGORIES(DocumentSection.EVENT, "Event Categories"),
	INTERESTED_AUDIENCE(DocumentSection.EVENT, "Interested Audience"),
	INTERESTED_COUNT(DocumentSection.EVENT, "total_interested_count"),

	TICKET_NAME(DocumentSection.TICKETS, "Ticket Name", "Name", "Ticket", "Ticket Type", "Type"),
	TICKET_URL(DocumentSection.TICKETS, "Ticket URL", "URL", "Link", "Ticket Link"),
	TICKET_PRICE(DocumentSection.TICKETS, "Ticket Price", "Price", "Cost"),
	AVAILABILITY(DocumentSection.TICKETS, "Availability", "Ticket Availability", "Status"),

	CITY(DocumentSection.VENUE, "city"), STATE(DocumentSection.VENUE, "state"),
	COUNTRY(DocumentSection.VENUE, "country"), LOCATION(DocumentSection.VENUE, "location", "venue", "venue name"),
	LATITUDE(DocumentSection.VENUE, "lat", "latitude"),
	LONGITUDE(DocumentSection.VENUE, "long", "lng", "lon", "longitude"),
	FULL_ADDRESS(DocumentSection.VENUE, "full address", "address"),

	AFFILIATE_ID(DocumentSection.ORGANIZER, "affiliate_id"),
	ORGANIZER(DocumentSection.ORGANIZER, "organizer", "organiser"),

	ALT_TEXT(DocumentSection.GALLERY, "Alt text", "Alt", "Description"),
	IMAGE_URL(DocumentSection.GALLERY, "Image URL", "Image", "URL", "Picture"),

	QUESTION(DocumentSection.FAQS, "Q", "Question"), ANSWER(DocumentSection.FAQS, "A", "Answer");

	private final DocumentSection section;

	private final String label;

	private final List<String> otherLabels;

	DocumentKey(DocumentSection section, String label, String... otherLabels) {
		this.section = section;
		this.label = label;
		this.otherLabels = List.of(otherLabels);
	}

	/** The key with this label, or with another name of it, in a section. */
	static Optional<DocumentKey> withLabel(String label, DocumentSection section) {
		String stripped = label.strip();
		return Arrays.stream(values())
			.filter((key) -> key.section == section && key.label.equalsIgnoreCase(stripped))
			.findFirst()
			.or(() -> Arrays.stream(values())
				.filter((key) -> key.section == section
						&& key.otherLabels.stream().anyMatch(stripped::equalsIgnoreCase))
				.findFirst());
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
