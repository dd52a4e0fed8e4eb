package dev.marquee.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.EventStatus;
import dev.marquee.event.EventType;
import dev.marquee.output.ListedEvent.ListedAgeRange;
import dev.marquee.output.ListedEvent.ListedCategory;
import dev.marquee.output.ListedEvent.ListedFaq;
import dev.marquee.output.ListedEvent.ListedIdentifier;
import dev.marquee.output.ListedEvent.ListedSeries;
import org.jspecify.annotations.Nullable;

/**
 * Describes events with the vocabulary of schema.org, with the properties that Google
 * requires or recommends.
 */
final class JsonLd {

	static final String CONTEXT = "https://schema.org";

	private final EventPages pages;

	JsonLd(EventPages pages) {
		this.pages = pages;
	}

	/** The event without a context. */
	Map<String, Object> event(ListedEvent event) {
		Map<String, Object> object = typed(type(event.type()));
		object.put("name", event.name());
		putPresent("url", this.pages.pageOf(event), object);
		putPresent("description", event.description(), object);
		object.put("startDate", IsoTimes.text(event.start()));
		if (event.end() != null) {
			object.put("endDate", IsoTimes.text(event.end()));
		}
		// Google allows no former start beside another status.
		if (event.previousStart() != null && event.status() == EventStatus.RESCHEDULED) {
			object.put("previousStartDate", IsoTimes.text(event.previousStart()));
		}
		object.put("eventStatus", status(event.status()));
		putPresent("eventAttendanceMode", attendanceMode(event), object);
		if (event.doors() != null) {
			object.put("doorTime", IsoTimes.text(event.doors()));
		}
		putList("location", locations(event), object);
		putList("image", event.gallery().stream().<Object>map(JsonLdParts::image).toList(), object);
		putList("organizer", event.organizers().stream().<Object>map(JsonLdParts::organizer).toList(), object);
		putList("performer", event.performers().stream().<Object>map(JsonLdParts::performer).toList(), object);
		String page = this.pages.pageOf(event);
		putList("offers",
				event.tickets()
					.stream()
					.<Object>map((ticket) -> JsonLdParts.offer(ticket, page, JsonLdParts.currencyOf(event)))
					.toList(),
				object);
		putPresent("isAccessibleForFree",
				(event.isAccessibleForFree() != null) ? event.isAccessibleForFree() : event.isFree(), object);
		putFacts(event, object);
		putGroups(event, object);
		putRecurrence(event, object);
		return object;
	}

	private static void putFacts(ListedEvent event, Map<String, Object> object) {
		putList("keywords",
				Stream.concat(event.categories().stream().map(ListedCategory::name), event.tags().stream())
					.distinct()
					.<Object>map((keyword) -> keyword)
					.toList(),
				object);
		putList("inLanguage", List.copyOf(event.languages()), object);
		putPresent("maximumAttendeeCapacity", event.capacity(), object);
		putPresent("remainingAttendeeCapacity", event.remainingCapacity(), object);
		ListedAgeRange ages = event.ageRange();
		if (ages != null) {
			object.put("typicalAgeRange", Objects.toString(ages.min(), "") + '-' + Objects.toString(ages.max(), ""));
		}
		if (event.audience() != null) {
			Map<String, Object> audience = typed("Audience");
			audience.put("audienceType", event.audience());
			object.put("audience", audience);
		}
		putList("sameAs", identifiers(event, "SAME_AS"), object);
		putList("identifier", identifiers(event, "IDENTIFIER"), object);
	}

	/**
	 * The event of which it is a part, with the properties that Google requires of each
	 * event, and its series.
	 */
	private void putGroups(ListedEvent event, Map<String, Object> object) {
		List<Object> groups = new ArrayList<>();
		ListedEvent whole = event.superEvent();
		if (whole != null) {
			Map<String, Object> superEvent = typed(type(whole.type()));
			superEvent.put("name", whole.name());
			putPresent("url", this.pages.pageOf(whole), superEvent);
			superEvent.put("startDate", IsoTimes.text(whole.start()));
			putPresent("endDate", (whole.end() != null) ? IsoTimes.text(whole.end()) : null, superEvent);
			superEvent.put("eventStatus", status(whole.status()));
			// A part without a place would seem to take place there.
			if (object.containsKey("location")) {
				putList("location", locations(whole), superEvent);
			}
			groups.add(superEvent);
		}
		ListedSeries listedSeries = event.series();
		if (listedSeries != null) {
			Map<String, Object> series = typed("EventSeries");
			series.put("@id", "urn:uuid:" + listedSeries.uuid());
			series.put("name", listedSeries.name());
			groups.add(series);
		}
		putList("superEvent", groups, object);
	}

	/** Occurrences that differ have the properties that Google requires of each event. */
	private static void putRecurrence(ListedEvent event, Map<String, Object> object) {
		JsonLdRecurrence recurrence = JsonLdRecurrence.of(event);
		if (recurrence == null) {
			return;
		}
		List<Object> schedules = recurrence.schedules();
		putList("eventSchedule", schedules, object);
		if (!schedules.isEmpty()) {
			Map<String, Object> shared = new LinkedHashMap<>();
			Stream.of("@type", "name", "url", "location")
				.filter(object::containsKey)
				.forEach((name) -> shared.put(name, object.get(name)));
			putList("subEvent", recurrence.changedOccurrences(shared), object);
		}
	}

	private static List<Object> identifiers(ListedEvent event, String kind) {
		return event.identifiers()
			.stream()
			.filter((identifier) -> identifier.kind().equals(kind))
			.<Object>map(ListedIdentifier::value)
			.toList();
	}

	private static String type(EventType type) {
		return switch (type) {
			case CHILDRENS -> "ChildrensEvent";
			case COURSE -> "CourseInstance";
			case FESTIVAL -> "Festival";
			case HACKATHON -> "Hackathon";
			case PERFORMING_ARTS -> "PerformingArtsEvent";
			case VISUAL_ARTS -> "VisualArtsEvent";
			case OTHER -> "Event";
			case BUSINESS, COMEDY, CONFERENCE, DANCE, DELIVERY, EDUCATION, EXHIBITION, FOOD, LITERARY, MUSIC,
					PUBLICATION, SALE, SCREENING, SOCIAL, SPORTS, THEATER ->
				type.name().charAt(0) + type.name().substring(1).toLowerCase(Locale.ROOT) + "Event";
		};
	}

	/** The questions of an event as a page of its own; null if there are none. */
	@Nullable Map<String, Object> faqPage(ListedEvent event) {
		if (event.faqs().isEmpty()) {
			return null;
		}
		Map<String, Object> page = typed("FAQPage");
		page.put("mainEntity", event.faqs().stream().map(JsonLd::question).toList());
		return page;
	}

	private static Map<String, Object> question(ListedFaq faq) {
		Map<String, Object> answer = typed("Answer");
		answer.put("text", faq.answer());
		Map<String, Object> question = typed("Question");
		question.put("name", faq.question());
		question.put("acceptedAnswer", answer);
		return question;
	}

	static String status(EventStatus status) {
		return CONTEXT + "/Event" + switch (status) {
			case SCHEDULED -> "Scheduled";
			case CANCELLED -> "Cancelled";
			case POSTPONED -> "Postponed";
			case RESCHEDULED -> "Rescheduled";
			case MOVED_ONLINE -> "MovedOnline";
		};
	}

	private static @Nullable String attendanceMode(ListedEvent event) {
		if (event.isOnline()) {
			return CONTEXT + "/OnlineEventAttendanceMode";
		}
		return switch (event.attendanceMode()) {
			case OFFLINE -> CONTEXT + "/OfflineEventAttendanceMode";
			case MIXED -> CONTEXT + "/MixedEventAttendanceMode";
			case ONLINE, UNKNOWN -> null;
		};
	}

	private List<Object> locations(ListedEvent event) {
		List<Object> locations = new ArrayList<>();
		if (event.venue() != null && !event.isOnline()) {
			locations.add(JsonLdParts.place(event.venue(), event.accessibilityFeatures()));
		}
		if (event.isOnline() || event.attendanceMode() == AttendanceMode.MIXED) {
			Map<String, Object> virtual = typed("VirtualLocation");
			putPresent("url",
					Stream.of(event.joinUrl(), event.url(), this.pages.pageOf(event))
						.filter(Objects::nonNull)
						.findFirst()
						.orElse(null),
					virtual);
			locations.add(virtual);
		}
		return locations;
	}

	static Map<String, Object> typed(String type) {
		Map<String, Object> object = new LinkedHashMap<>();
		object.put("@type", type);
		return object;
	}

	static void putPresent(String name, @Nullable Object value, Map<String, Object> object) {
		if (value != null) {
			object.put(name, value);
		}
	}

	/** Puts the only value itself, or a list of several. */
	static void putList(String name, List<Object> values, Map<String, Object> object) {
		if (!values.isEmpty()) {
			object.put(name, (values.size() == 1) ? values.getFirst() : values);
		}
	}

}
