package dev.marquee.ingest.document;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The sections of a listing document, with their titles.
 */
public enum DocumentSection {

	EVENT("Event Details", "Event", "About the Event"),
	TICKETS("Ticket Details", "Tickets", "Ticket", "Ticket Information"),
	VENUE("Event venue details", "Venue Details", "Venue", "Event Venue", "Location", "Location Details"),
	ORGANIZER("Event Organizer details", "Organizer Details", "Organizer", "Organizers", "Event Organizer",
			"Event Organizers", "Organiser", "Organisers", "Organiser Details"),
	GALLERY("Event gallery", "Gallery", "Images", "Pictures", "Photos", "Event Images"),
	FAQS("FAQs", "FAQ", "Frequently Asked Questions", "Questions and Answers", "Q&A", "Questions"),
	STRUCTURED_DATA("Structured Data (JSON-LD)", "Structured Data", "JSON-LD", "Schema.org");

	private final String title;

	private final List<String> otherTitles;

	DocumentSection(String title, String... otherTitles) {
		this.title = title;
		this.otherTitles = List.of(otherTitles);
	}

	static Optional<DocumentSection> withTitle(String title) {
		return Arrays.stream(values()).filter((section) -> section.title.equalsIgnoreCase(title.strip())).findFirst();
	}

	/** The section that other renderers give this title. */
	static Optional<DocumentSection> withOtherTitle(String title) {
		return Arrays.stream(values())
			.filter((section) -> section.otherTitles.stream().anyMatch(title.strip()::equalsIgnoreCase))
			.findFirst();
	}

	String title() {
		return this.title;
	}

}
