package dev.marquee.ingest.calendar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import org.jspecify.annotations.Nullable;

/**
 * A {@code VEVENT} with its properties, without the components inside it.
 *
 * @param line the line of its {@code BEGIN}, counted from 1
 * @param calendar the calendar it is in
 * @param isTruncated whether its end is missing
 * @param problems those of this event
 */
record CalendarComponent(int line, CalendarHead calendar, boolean isTruncated, List<ContentLine> lines,
		DocumentProblems problems) {

	private static final String SECTION = "VEVENT";

	private static final DateTimeFormatter MODIFIED = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX");

	/** More lines than this in one component are dropped. */
	private static final int MAX_LINES = 20_000;

	CalendarComponent(int line, CalendarHead calendar) {
		this(line, calendar, false, new ArrayList<>(), new DocumentProblems());
	}

	void add(ContentLine contentLine) {
		if (this.lines.size() < MAX_LINES) {
			this.lines.add(contentLine);
		}
		else if (this.lines.size() == MAX_LINES) {
			warn(contentLine.line(), "too_many",
					"The event has more than " + MAX_LINES + " lines: the others were dropped.");
		}
	}

	/** The same without its end. */
	CalendarComponent truncated(String reason) {
		warn(this.line, "truncated", reason);
		return new CalendarComponent(this.line, this.calendar, true, this.lines, this.problems);
	}

	void warn(int line, String code, String message) {
		this.problems.warn(new DocumentLocation(SECTION, line), code, message);
	}

	/** The first property of this name. */
	Optional<ContentLine> first(String name) {
		return all(name).findFirst();
	}

	Stream<ContentLine> all(String name) {
		return this.lines.stream().filter((contentLine) -> contentLine.name().equals(name));
	}

	/** The first value of this name that is not blank. */
	@Nullable String text(String name) {
		return all(name).map(ContentLine::text).filter((text) -> !text.isBlank()).findFirst().orElse(null);
	}

	/** Identifies the event and the changes of its occurrences; null if it has none. */
	@Nullable String uid() {
		String uid = text("UID");
		return (uid != null) ? uid.strip() : null;
	}

	boolean changesOccurrence() {
		return first("RECURRENCE-ID").isPresent();
	}

	/** {@code SEQUENCE}: how often it was revised; 0 if it does not say. */
	int sequence() {
		return first("SEQUENCE").map((contentLine) -> contentLine.value().strip())
			.filter((value) -> value.matches("\\d{1,9}"))
			.map(Integer::valueOf)
			.orElse(0);
	}

	/** {@code LAST-MODIFIED} or else {@code DTSTAMP}; empty if it has neither. */
	String modified() {
		return Stream.of("LAST-MODIFIED", "DTSTAMP")
			.map(this::text)
			.filter(Objects::nonNull)
			.map(String::strip)
			.findFirst()
			.orElse("");
	}

	/** The same as an instant; empty if it is none. */
	Optional<Instant> modifiedAt() {
		try {
			return modified().isEmpty() ? Optional.empty() : Optional.of(MODIFIED.parse(modified(), Instant::from));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	/** {@code DTSTART} as it is written; empty if it has none. */
	String start() {
		return first("DTSTART").map((contentLine) -> contentLine.value().strip()).orElse("");
	}

	/** Where a property is, or the event if it has none of this name. */
	DocumentLocation locationOf(String name) {
		return first(name).map(ContentLine::location).orElseGet(this::location);
	}

	DocumentLocation location() {
		return new DocumentLocation(SECTION, this.line);
	}

}
