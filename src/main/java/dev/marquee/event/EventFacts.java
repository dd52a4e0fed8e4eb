package dev.marquee.event;

import java.util.List;

import dev.marquee.performer.PerformerDetails;
import org.jspecify.annotations.Nullable;

/**
 * The facts of an event that few documents have; each may be unknown.
 *
 * @param type null if unknown, which is stored as {@link EventType#OTHER}
 * @param tags keywords on one line each, distinct
 * @param languages BCP 47 language tags in canonical form, distinct
 * @param capacity the number of people who can attend
 * @param remainingCapacity the number of people who can still attend
 * @param isAccessibleForFree whether people can attend without paying
 * @param audience whom it is for, on one line
 * @param ages the ages for which it is suitable
 * @param doorsMinutes how many minutes before the start the doors open: 1 to
 * {@value #MAX_DOORS_MINUTES}
 * @param joinUrl the address at which people join online
 */
public record EventFacts(@Nullable EventType type, List<String> tags, List<String> languages,
		@Nullable Integer capacity, @Nullable Integer remainingCapacity, @Nullable Boolean isAccessibleForFree,
		List<IdentifierDetails> identifiers, List<PerformerDetails> performers, @Nullable String audience,
		@Nullable AgeRange ages, List<AccessibilityFeature> accessibilityFeatures, @Nullable Integer doorsMinutes,
		@Nullable String joinUrl, SourceRevision revision) {

	public static final int MAX_TAGS = 200;

	public static final int MAX_TAG_LENGTH = 100;

	public static final int MAX_LANGUAGES = 50;

	public static final int MAX_AUDIENCE_LENGTH = 500;

	public static final int MAX_DOORS_MINUTES = 24 * 60 - 1;

	/** Nothing is known. */
	public static final EventFacts EMPTY = builder().build();

	public EventFacts {
		tags = List.copyOf(tags);
		languages = List.copyOf(languages);
		identifiers = List.copyOf(identifiers);
		performers = List.copyOf(performers);
		accessibilityFeatures = List.copyOf(accessibilityFeatures);
	}

	/** A builder without any fact. */
	public static EventFactsBuilder builder() {
		return new EventFactsBuilder();
	}

	/** These facts and, where one is unknown, that of the others. */
	public EventFacts or(EventFacts others) {
		return new EventFacts(firstKnown(this.type, others.type), firstFilled(this.tags, others.tags),
				firstFilled(this.languages, others.languages), firstKnown(this.capacity, others.capacity),
				firstKnown(this.remainingCapacity, others.remainingCapacity),
				firstKnown(this.isAccessibleForFree, others.isAccessibleForFree),
				firstFilled(this.identifiers, others.identifiers), firstFilled(this.performers, others.performers),
				firstKnown(this.audience, others.audience), firstKnown(this.ages, others.ages),
				firstFilled(this.accessibilityFeatures, others.accessibilityFeatures),
				firstKnown(this.doorsMinutes, others.doorsMinutes), firstKnown(this.joinUrl, others.joinUrl),
				this.revision.equals(SourceRevision.UNKNOWN) ? others.revision : this.revision);
	}

	private static <T> @Nullable T firstKnown(@Nullable T first, @Nullable T second) {
		return (first != null) ? first : second;
	}

	private static <T> List<T> firstFilled(List<T> first, List<T> second) {
		return first.isEmpty() ? second : first;
	}

	/**
	 * Ages in years, inclusive; at least one bound is known.
	 *
	 * @param min null without a lower bound
	 * @param max null without an upper bound
	 */
	public record AgeRange(@Nullable Integer min, @Nullable Integer max) {

		public static final int MAX_AGE = 150;

	}

}
