package dev.marquee.ingest.format;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Kinds of JSON documents, by the names of members that they have near their beginning.
 * The first kind that matches counts.
 */
enum JsonKind {

	EVENTS_CALENDAR(DocumentFormat.EVENTS_CALENDAR, has("start_date"),
			has("start_date_details|utc_start_date|cost_details")),
	TICKETMASTER(DocumentFormat.TICKETMASTER, has("dates"), has("localDate|dateTBD|classifications|dateTBA")),
	LINKED_EVENTS(DocumentFormat.LINKED_EVENTS, has("start_time|end_time"), has("data_source|super_event_type")),
	OPENAGENDA(DocumentFormat.OPENAGENDA, has("timings|originAgenda|firstdate_begin|originagenda_uid"),
			has("uid|slug|title|title_fr")),
	EVENTBRITE(DocumentFormat.EVENTBRITE, has("start|events|event"),
			Pattern.compile("\"(?:resource_uri|is_series|online_event)\"\\s*:|eventbriteapi\\.com")),
	JSON_LD(DocumentFormat.JSON_LD,
			Pattern.compile("\"@(?:type|graph|context)\"\\s*:|\"https?://(?:www\\.)?schema\\.org/")),
	MEETUP(DocumentFormat.MEETUP, has("dateTime|eventUrl|event_url|time|link"),
			Pattern.compile("meetup\\.com|\"(?:eventUrl|eventType|rsvps|going)\"\\s*:")),
	BARE_JSON_LD(DocumentFormat.JSON_LD, has("startDate"), has("name"));

	private static final Pattern OF_FACEBOOK = has(
			"attending_count|is_canceled|event_times|is_draft|ticketing_terms_uri");

	private final DocumentFormat format;

	private final Pattern first;

	private final Pattern second;

	JsonKind(DocumentFormat format, Pattern only) {
		this(format, only, only);
	}

	JsonKind(DocumentFormat format, Pattern first, Pattern second) {
		this.format = format;
		this.first = first;
		this.second = second;
	}

	private static Pattern has(String names) {
		return Pattern.compile("\"(?:" + names + ")\"\\s*:");
	}

	static DetectedFormat detect(String head) {
		return Arrays.stream(values())
			.filter((kind) -> kind.first.matcher(head).find() && kind.second.matcher(head).find())
			.findFirst()
			.map((kind) -> DetectedFormat.likely(kind.format))
			.orElseGet(() -> DetectedFormat.other(OF_FACEBOOK.matcher(head).find() ? "records of Facebook's API"
					: "JSON without events that are known here"));
	}

}
