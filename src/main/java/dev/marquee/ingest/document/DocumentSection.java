package dev.marquee.ingest.document;

import java.util.Arrays;
import java.util.Optional;

/**
 * The sections of a listing document, with their titles.
 */
public enum DocumentSection {

	EVENT("Event Details"), TICKETS("Ticket Details"), VENUE("Event venue details"),
	ORGANIZER("Event Organizer details"), GALLERY("Event gallery"), FAQS("FAQs"),
	STRUCTURED_DATA("Structured Data (JSON-LD)");

	private final String title;

	DocumentSection(String title) {
		this.title = title;
	}

	static Optional<DocumentSection> withTitle(String title) {
		return Arrays.stream(values()).filter((section) -> section.title.equalsIgnoreCase(title.strip())).findFirst();
	}

	String title() {
		return this.title;
	}

}
