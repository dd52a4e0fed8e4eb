package dev.marquee.event;

import java.util.List;

import dev.marquee.event.EventFacts.AgeRange;
import dev.marquee.performer.PerformerDetails;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link EventFacts}. Each method sets the component of its name.
 */
public final class EventFactsBuilder {

	private @Nullable EventType type;

	private List<String> tags = List.of();

	private List<String> languages = List.of();

	private @Nullable Integer capacity;

	private @Nullable Integer remainingCapacity;

	private @Nullable Boolean isAccessibleForFree;

	private List<IdentifierDetails> identifiers = List.of();

	private List<PerformerDetails> performers = List.of();

	private @Nullable String audience;

	private @Nullable AgeRange ages;

	private List<AccessibilityFeature> accessibilityFeatures = List.of();

	private @Nullable Integer doorsMinutes;

	private @Nullable String joinUrl;

	private SourceRevision revision = SourceRevision.UNKNOWN;

	EventFactsBuilder() {
	}

	public EventFactsBuilder type(@Nullable EventType type) {
		this.type = type;
		return this;
	}

	public EventFactsBuilder tags(List<String> tags) {
		this.tags = tags;
		return this;
	}

	public EventFactsBuilder languages(List<String> languages) {
		this.languages = languages;
		return this;
	}

	public EventFactsBuilder capacity(@Nullable Integer capacity) {
		this.capacity = capacity;
		return this;
	}

	public EventFactsBuilder remainingCapacity(@Nullable Integer remainingCapacity) {
		this.remainingCapacity = remainingCapacity;
		return this;
	}

	public EventFactsBuilder isAccessibleForFree(@Nullable Boolean isAccessibleForFree) {
		this.isAccessibleForFree = isAccessibleForFree;
		return this;
	}

	public EventFactsBuilder identifiers(List<IdentifierDetails> identifiers) {
		this.identifiers = identifiers;
		return this;
	}

	public EventFactsBuilder performers(List<PerformerDetails> performers) {
		this.performers = performers;
		return this;
	}

	public EventFactsBuilder audience(@Nullable String audience) {
		this.audience = audience;
		return this;
	}

	public EventFactsBuilder ages(@Nullable AgeRange ages) {
		this.ages = ages;
		return this;
	}

	public EventFactsBuilder accessibilityFeatures(List<AccessibilityFeature> accessibilityFeatures) {
		this.accessibilityFeatures = accessibilityFeatures;
		return this;
	}

	public EventFactsBuilder doorsMinutes(@Nullable Integer doorsMinutes) {
		this.doorsMinutes = doorsMinutes;
		return this;
	}

	public EventFactsBuilder joinUrl(@Nullable String joinUrl) {
		this.joinUrl = joinUrl;
		return this;
	}

	public EventFactsBuilder revision(SourceRevision revision) {
		this.revision = revision;
		return this;
	}

	public EventFacts build() {
		return new EventFacts(this.type, this.tags, this.languages, this.capacity, this.remainingCapacity,
				this.isAccessibleForFree, this.identifiers, this.performers, this.audience, this.ages,
				this.accessibilityFeatures, this.doorsMinutes, this.joinUrl, this.revision);
	}

}
