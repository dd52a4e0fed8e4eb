package dev.marquee.ingest.jsonld;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.EventStatus;
import dev.marquee.event.TicketDetails.Availability;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;
import dev.marquee.ingest.value.SchemaOrgVocabulary;
import org.jspecify.annotations.Nullable;

/**
 * Reads the properties of a schema.org event whose values are terms, and reports terms
 * that are unknown.
 */
record JsonLdTermReader(DocumentLocation location, DocumentProblems problems) {

	/** Of several, what attendees must know most. */
	private static final List<EventStatus> BY_WEIGHT = List.of(EventStatus.CANCELLED, EventStatus.POSTPONED,
			EventStatus.RESCHEDULED, EventStatus.MOVED_ONLINE, EventStatus.SCHEDULED);

	@Nullable EventStatus status(JsonLdNode event) {
		return terms(event, "eventStatus", SchemaOrgVocabulary::status).stream()
			.min(Comparator.comparingInt(BY_WEIGHT::indexOf))
			.orElse(null);
	}

	/**
	 * The attendance mode that is stated, or else that of the locations: a
	 * {@code VirtualLocation} is online.
	 */
	@Nullable AttendanceMode attendanceMode(JsonLdNode event) {
		List<AttendanceMode> stated = terms(event, "eventAttendanceMode", SchemaOrgVocabulary::attendanceMode);
		if (!stated.isEmpty()) {
			return (stated.stream().distinct().count() == 1) ? stated.getFirst() : AttendanceMode.MIXED;
		}
		boolean isOnline = event.nodes("location").stream().anyMatch(JsonLdTermReader::isOnline);
		boolean isOnSite = event.nodes("location").stream().anyMatch((location) -> !isOnline(location));
		boolean isMovedOnline = event.nodes("eventStatus")
			.stream()
			.map((status) -> status.valueOrProperty("@id"))
			.anyMatch((status) -> status != null && SchemaOrgVocabulary.status(status) == EventStatus.MOVED_ONLINE);
		if (isMovedOnline) {
			return AttendanceMode.ONLINE;
		}
		return isOnline ? (isOnSite ? AttendanceMode.MIXED : AttendanceMode.ONLINE) : null;
	}

	static boolean isOnline(JsonLdNode location) {
		String name = location.valueOrProperty("name");
		return location.hasType("VirtualLocation") || (name != null && SchemaOrgVocabulary.isOnline(name));
	}

	Availability availability(JsonLdNode offer) {
		return terms(offer, "availability", SchemaOrgVocabulary::availability).stream()
			.findFirst()
			.orElse(Availability.UNKNOWN);
	}

	private <T> List<T> terms(JsonLdNode owner, String property, Function<String, @Nullable T> meaning) {
		List<String> words = owner.nodes(property)
			.stream()
			.map(JsonLdTermReader::term)
			.filter((word) -> word != null && !word.isBlank())
			.toList();
		for (String word : words) {
			if (meaning.apply(word) == null) {
				this.problems.warn(this.location, "term_unknown", "`" + property + "` has the unknown value "
						+ UntrustedText.quote(word) + ", which was ignored.");
			}
		}
		return words.stream().map(meaning).filter(Objects::nonNull).toList();
	}

	private static @Nullable String term(JsonLdNode node) {
		String id = node.valueOrProperty("@id");
		return (id != null) ? id : node.text("name");
	}

}
