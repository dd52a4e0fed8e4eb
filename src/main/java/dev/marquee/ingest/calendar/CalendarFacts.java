package dev.marquee.ingest.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.marquee.event.EventFacts;
import dev.marquee.event.IdentifierDetails;
import dev.marquee.event.IdentifierDetails.IdentifierKind;
import dev.marquee.event.LanguageTags;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.TextCleaner;
import org.jspecify.annotations.Nullable;

/**
 * Reads what few calendars have, and the identity of an event.
 */
record CalendarFacts(CalendarComponent component, DocumentProblems problems) {

	EventFacts read(@Nullable String joinUrl) {
		TextCleaner textCleaner = new TextCleaner(this.problems);
		List<String> tags = new ArrayList<>();
		this.component.all("X-TAGS")
			.flatMap((line) -> line.list().stream())
			.map((tag) -> textCleaner.singleLine(tag, EventFacts.MAX_TAG_LENGTH, "X-TAGS",
					this.component.locationOf("X-TAGS")))
			.flatMap(Stream::ofNullable)
			.filter((tag) -> tags.stream().noneMatch(tag::equalsIgnoreCase))
			.limit(EventFacts.MAX_TAGS)
			.forEach(tags::add);
		Stream<String> language = this.component.first("SUMMARY")
			.stream()
			.flatMap((line) -> Stream.ofNullable(line.parameter("LANGUAGE")));
		Stream<IdentifierDetails> uid = Stream.ofNullable(this.component.uid())
			.filter((text) -> text.length() <= IdentifierDetails.MAX_LENGTH)
			.map((text) -> new IdentifierDetails(IdentifierKind.UID, text));
		return EventFacts.builder()
			.tags(tags)
			.languages(language.flatMap((tag) -> LanguageTags.ofTagOrName(tag).stream()).toList())
			.identifiers(uid.toList())
			.joinUrl(joinUrl)
			.build();
	}

}
