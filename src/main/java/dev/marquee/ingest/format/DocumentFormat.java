package dev.marquee.ingest.format;

/**
 * The formats of documents that can be imported. The names are those of the schema.
 */
public enum DocumentFormat {

	/** Text with a heading for each section, and JSON-LD at the end. */
	LISTING_TEXT("listing text", "`Event Name` or the JSON-LD `name`",
			"`Event Start and End Date` or the JSON-LD `startDate`"),
	/** schema.org events as JSON-LD 1.1, without a page around it. */
	JSON_LD("JSON-LD", "`name`", "`startDate`"),
	/** A web page with JSON-LD, microdata, RDFa, h-event or OpenGraph in it. */
	HTML("an HTML page", "the `name` of its structured data", "the `startDate` of its structured data"),
	/** iCalendar (RFC 5545). */
	ICALENDAR("iCalendar", "`SUMMARY`", "`DTSTART`"),
	/** Comma-separated values (RFC 4180) and its dialects, with a line of headers. */
	CSV("CSV", "the column of the name", "the column of the start"),
	/** RSS 2.0, RSS 1.0 or Atom (RFC 4287) with the times of events. */
	FEED("a feed", "`title`", "the start of the event, such as `ev:startdate`"),
	/** Records of the Eventbrite API. */
	EVENTBRITE("Eventbrite API records", "`name`", "`start`"),
	/** Records of the Meetup API. */
	MEETUP("Meetup API records", "`title`", "`dateTime`"),
	/** Records of the OpenAgenda API. */
	OPENAGENDA("OpenAgenda API records", "`title`", "`timings`"),
	/** Records of the LinkedEvents API. */
	LINKED_EVENTS("LinkedEvents API records", "`name`", "`start_time`"),
	/** Records of the REST API of The Events Calendar for WordPress. */
	EVENTS_CALENDAR("records of The Events Calendar", "`title`", "`start_date`"),
	/** Records of Ticketmaster's Discovery API. */
	TICKETMASTER("Ticketmaster API records", "`name`", "`dates.start`");

	private final String title;

	private final String nameField;

	private final String startField;

	DocumentFormat(String title, String nameField, String startField) {
		this.title = title;
		this.nameField = nameField;
		this.startField = startField;
	}

	/** What to call a document of this format in a message. */
	public String title() {
		return this.title;
	}

	/**
	 * Whether a document of this format has any number of listings, so that even a single
	 * one is identified by more than the name of the document.
	 */
	public boolean isCollection() {
		return switch (this) {
			case LISTING_TEXT, JSON_LD, HTML -> false;
			case ICALENDAR, CSV, FEED, EVENTBRITE, MEETUP, OPENAGENDA, LINKED_EVENTS, EVENTS_CALENDAR, TICKETMASTER ->
				true;
		};
	}

	/** Where a document of this format has the name of an event. */
	public String nameField() {
		return this.nameField;
	}

	/** Where a document of this format has the start of an event. */
	public String startField() {
		return this.startField;
	}

}
