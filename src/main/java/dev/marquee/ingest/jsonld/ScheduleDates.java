package dev.marquee.ingest.jsonld;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.DateTimeReader;
import dev.marquee.ingest.value.PartialDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dates and times in schedules. They are local ones: an offset is left out,
 * since it changes with daylight saving time.
 */
record ScheduleDates(DocumentLocation location, DocumentProblems problems) {

	@Nullable PartialDateTime dateTime(@Nullable String text) {
		return Optional.ofNullable(text)
			.flatMap((present) -> new DateTimeReader(this.problems).read(present, this.location))
			.orElse(null);
	}

	/** Of a time with an offset, the local part. */
	static @Nullable LocalTime time(@Nullable String text) {
		return (text == null || !text.strip().matches("\\d{2}:\\d{2}.*")) ? null
				: LocalTime.parse(text.strip().substring(0, 5));
	}

	/** The values of {@code exceptDate}; a day stands for the occurrence on it. */
	List<LocalDateTime> excluded(Collection<JsonLdNode> schedules, PartialDateTime start) {
		return schedules.stream()
			.flatMap((schedule) -> schedule.nodes("exceptDate").stream())
			.flatMap((node) -> Stream.ofNullable(dateTime(node.value())))
			.map((date) -> date.hasTime() ? date.local() : date.date().atTime(start.local().toLocalTime()))
			.distinct()
			.toList();
	}

	/** The dates of schedules that do not repeat, apart from the start of the event. */
	List<LocalDateTime> single(Collection<JsonLdNode> schedules, PartialDateTime start) {
		return schedules.stream()
			.flatMap((schedule) -> single(schedule, start).stream())
			.filter((date) -> !date.equals(start.local()))
			.distinct()
			.toList();
	}

	/** Empty if the schedule has several days. */
	private Optional<LocalDateTime> single(JsonLdNode schedule, PartialDateTime start) {
		PartialDateTime begin = dateTime(schedule.text("startDate"));
		PartialDateTime end = dateTime(schedule.text("endDate"));
		if (begin == null || (end != null && !end.date().equals(begin.date()))) {
			return Optional.empty();
		}
		LocalTime stated = time(schedule.text("startTime"));
		LocalTime time = (stated != null) ? stated : begin.time();
		return Optional.of(begin.date().atTime((start.hasTime() && time != null) ? time : start.local().toLocalTime()));
	}

}
