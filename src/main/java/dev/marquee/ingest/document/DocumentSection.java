package dev.marquee.ingest.document;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

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

	/** The section that other renderers give this title. */
	static Optional<DocumentSection> withOtherTitle(String title) {
		return Arrays.stream(values())
			.filter((section) -> section.otherTitles().anyMatch(title.strip()::equalsIgnoreCase))
			.findFirst();
	}

	private Stream<String> otherTitles() {
		return switch (this) {
			case EVENT -> Stream.of("Event", "About the Event");
			case TICKETS -> Stream.of("Tickets", "Ticket", "Ticket Information");
			case VENUE -> Stream.of("Venue Details", "Venue", "Event Venue", "Location", "Location Details");
			case ORGANIZER -> Stream.of("Organizer Details", "Organizer", "Organizers", "Event Organizer",
					"Event Organizers", "Organiser", "Organisers", "Organiser Details");
			case GALLERY -> Stream.of("Gallery", "Images", "Pictures", "Photos", "Event Images");
			case FAQS -> Stream.of("FAQ", "Frequently Asked Questions", "Questions and Answers", "Q&A", "Questions");
			case STRUCTURED_DATA -> Stream.of("Structured Data", "JSON-LD", "Schema.org");
		};
	}

	String title() {
		return this.title;
	}

}
