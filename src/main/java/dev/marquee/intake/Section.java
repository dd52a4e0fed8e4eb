package dev.marquee.intake;

import java.util.Arrays;
import java.util.Optional;

/**
 * The sections of a listing document.
 */
enum Section {

	EVENT("Event Details"), TICKETS("Ticket Details"), VENUE("Event venue details"),
	ORGANIZER("Event Organizer details"), GALLERY("Event gallery"), FAQS("FAQs"),
	STRUCTURED_DATA("Structured Data (JSON-LD)");

	private final String title;

	Section(String title) {
		this.title = title;
	}

	static Optional<Section> titled(String title) {
		return Arrays.stream(values()).filter((section) -> section.title.equalsIgnoreCase(title.strip())).findFirst();
	}

	String title() {
		return this.title;
	}

}
