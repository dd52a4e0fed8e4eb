package dev.marquee.ingest.jsonld;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.marquee.event.AccessibilityFeature;
import dev.marquee.event.CategoryDetails;
import dev.marquee.event.EventFacts;
import dev.marquee.event.LanguageTags;
import dev.marquee.event.SourceRevision;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;
import dev.marquee.ingest.value.CategoryNames;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.SchemaOrgVocabulary;
import dev.marquee.text.Slug;
import dev.marquee.text.UrlIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Reads the facts of a schema.org event that few documents have.
 */
class JsonLdFactsReader {

	/**
	 * Keywords that become categories; more would make categories useless as a choice.
	 */
	private static final int MAX_CATEGORIES = 10;

	private final DocumentLocation location;

	private final DocumentProblems problems;

	private final JsonLdValues values;

	private final JsonLdIdentityReader identities;

	JsonLdFactsReader(DocumentLocation location, DocumentProblems problems) {
		this.location = location;
		this.problems = problems;
		this.values = new JsonLdValues(location, problems);
		this.identities = new JsonLdIdentityReader(this.values);
	}

	EventFacts facts(JsonLdNode event) {
		return EventFacts.builder()
			.type(event.nodes("@type")
				.stream()
				.flatMap((type) -> SchemaOrgFacts.type(Objects.toString(type.value())).stream())
				.findFirst()
				.orElse(null))
			.tags(tags(event))
			.languages(languages(event))
			.capacity(capacity(event))
			.remainingCapacity(this.values.wholeNumber(event, "remainingAttendeeCapacity"))
			.isAccessibleForFree(
					Optional.ofNullable(event.text("isAccessibleForFree")).flatMap(SchemaOrgFacts::truth).orElse(null))
			.identifiers(this.identities.identifiers(event))
			.performers(this.identities.performers(event))
			.audience(audience(event))
			.ages(new JsonLdAgesReader(this.location, this.problems).read(event))
			.accessibilityFeatures(accessibilityFeatures(event))
			.doorsMinutes(doorsMinutes(event))
			.joinUrl(joinUrl(event))
			.revision(new SourceRevision(null, modifiedAt(event)))
			.build();
	}

	/**
	 * The first keywords, as categories for a document that names none itself: those that
	 * are short enough and have a letter or digit.
	 */
	List<CategoryDetails> categories(JsonLdNode event) {
		List<CategoryDetails> categories = new ArrayList<>();
		for (String tag : tags(event)) {
			String slug = Slug.of(tag);
			boolean isUsable = !slug.isEmpty() && slug.length() <= EventFacts.MAX_TAG_LENGTH
					&& categories.stream().noneMatch((category) -> category.slug().equals(slug));
			if (isUsable && categories.size() < MAX_CATEGORIES) {
				categories.add(new CategoryDetails(slug, tag));
			}
		}
		return List.copyOf(categories);
	}

	/** Texts with separators between the keywords, or {@code DefinedTerm}s. */
	private List<String> tags(JsonLdNode event) {
		List<String> tags = new ArrayList<>();
		event.nodes("keywords")
			.stream()
			.flatMap((keywords) -> Stream.ofNullable(keywords.valueOrProperty("name")))
			.flatMap((keywords) -> Stream.of(keywords.split(CategoryNames.SEPARATORS)))
			.map((keyword) -> this.values.singleLine(keyword.strip().replaceFirst("^#", ""), EventFacts.MAX_TAG_LENGTH,
					"keywords"))
			.filter(Objects::nonNull)
			.filter((keyword) -> tags.stream().noneMatch(keyword::equalsIgnoreCase))
			.forEach(tags::add);
		return ListingLimits.truncate(EventFacts.MAX_TAGS, tags, this.location, this.problems);
	}

	private List<String> languages(JsonLdNode event) {
		List<String> languages = event.nodes("inLanguage")
			.stream()
			.flatMap((language) -> Stream.ofNullable(languageText(language)))
			.flatMap((text) -> Stream.of(text.split(",")))
			.filter((text) -> !text.isBlank())
			.flatMap((text) -> LanguageTags.ofTagOrName(text).or(() -> {
				this.problems.warn(this.location, "language_unknown",
						"The language " + UntrustedText.quote(text) + " is unknown and was dropped.");
				return Optional.empty();
			}).stream())
			.distinct()
			.toList();
		return ListingLimits.truncate(EventFacts.MAX_LANGUAGES, languages, this.location, this.problems);
	}

	/** A tag, or a {@code Language}, whose tag is its {@code alternateName}. */
	private static @Nullable String languageText(JsonLdNode language) {
		String tag = language.text("alternateName");
		return (tag != null) ? tag : language.valueOrProperty("name");
	}

	/** Some sites write 0 for an unknown capacity. */
	private @Nullable Integer capacity(JsonLdNode event) {
		Integer capacity = this.values.wholeNumber(event, "maximumAttendeeCapacity");
		if (capacity == null) {
			Integer onSite = this.values.wholeNumber(event, "maximumPhysicalAttendeeCapacity");
			Integer online = this.values.wholeNumber(event, "maximumVirtualAttendeeCapacity");
			long sum = (long) Objects.requireNonNullElse(onSite, 0) + Objects.requireNonNullElse(online, 0);
			capacity = (int) Math.min(sum, Integer.MAX_VALUE);
		}
		return (capacity > 0) ? capacity : null;
	}

	private @Nullable String audience(JsonLdNode event) {
		return event.nodes("audience")
			.stream()
			.flatMap((audience) -> Stream.of(audience.text("audienceType"), audience.valueOrProperty("name"))
				.filter(Objects::nonNull)
				.limit(1))
			.reduce((first, second) -> first + ", " + second)
			.map((text) -> this.values.singleLine(text, EventFacts.MAX_AUDIENCE_LENGTH, "audience"))
			.orElse(null);
	}

	private static List<AccessibilityFeature> accessibilityFeatures(JsonLdNode event) {
		Stream<JsonLdNode> amenities = Stream.concat(Stream.of(event), event.nodes("location").stream())
			.flatMap((owner) -> owner.nodes("amenityFeature").stream())
			.filter((amenity) -> SchemaOrgFacts.truth(Objects.requireNonNullElse(amenity.text("value"), "true"))
				.orElse(true));
		return Stream.concat(amenities, event.nodes("accessibilityFeature").stream())
			.flatMap((feature) -> Stream.ofNullable(feature.valueOrProperty("name")))
			.flatMap((name) -> SchemaOrgFacts.accessibilityFeature(name).stream())
			.distinct()
			.sorted()
			.toList();
	}

	/** A date-time or a time of the day; some sites write the start itself. */
	private @Nullable Integer doorsMinutes(JsonLdNode event) {
		PartialDateTime start = this.values.dateTime(event.text("startDate"));
		if (start == null || start.time() == null) {
			return null;
		}
		PartialDateTime doors = this.values.dateTimeOn(start, event.text("doorTime"));
		if (doors == null || doors.time() == null) {
			return null;
		}
		boolean areInstants = start.zone() != null && doors.zone() != null;
		long minutes = areInstants
				? Duration.between(doors.local().atZone(doors.zone()), start.local().atZone(start.zone())).toMinutes()
				: Duration.between(doors.local(), start.local()).toMinutes();
		return (minutes >= 1 && minutes <= EventFacts.MAX_DOORS_MINUTES) ? (int) minutes : null;
	}

	/**
	 * The URL of a {@code VirtualLocation}, or of a meeting instead of a venue; null
	 * without one.
	 */
	private static @Nullable String onlineAddress(JsonLdNode place) {
		if (place.hasType("VirtualLocation")) {
			return place.text("url", "@id");
		}
		return Stream.of(place.valueOrProperty("name"), place.text("url"))
			.filter((text) -> text != null && SchemaOrgVocabulary.isMeetingUrl(text))
			.findFirst()
			.orElse(null);
	}

	/** Unless it is the page of the event. */
	private @Nullable String joinUrl(JsonLdNode event) {
		String page = this.values.normalizedUrl(event.text("url", "@id"));
		return event.nodes("location")
			.stream()
			.flatMap((place) -> Stream.ofNullable(this.values.url(onlineAddress(place), "location.url")))
			.filter((url) -> page == null || !UrlIdentity.of(url).equals(UrlIdentity.of(page)))
			.findFirst()
			.orElse(null);
	}

	private @Nullable Instant modifiedAt(JsonLdNode event) {
		return this.values.instant(event.text("dateModified"), event);
	}

}
