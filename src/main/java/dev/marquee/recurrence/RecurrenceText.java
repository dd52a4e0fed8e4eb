package dev.marquee.recurrence;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An English sentence for people, such as "Every Tuesday until 30 June 2027". What cannot
 * be said exactly in a few words has none.
 */
public final class RecurrenceText {

	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

	/** The dates that a sentence lists. */
	private static final int MAX_DATES = 4;

	private final RecurrenceSet recurrence;

	private RecurrenceText(RecurrenceSet recurrence) {
		this.recurrence = recurrence;
	}

	public static Optional<String> of(RecurrenceSet recurrence) {
		RecurrenceText text = new RecurrenceText(recurrence);
		return switch (recurrence.rules().size()) {
			case 0 -> text.listedDates();
			case 1 -> text.rule(recurrence.rules().getFirst());
			default -> Optional.empty();
		};
	}

	private Optional<String> listedDates() {
		List<LocalDateTime> starts = Stream
			.concat(Stream.of(this.recurrence.start()), this.recurrence.additional().stream())
			.filter((start) -> !this.recurrence.excluded().contains(start))
			.toList();
		return dates(starts).map((dates) -> "On " + dates);
	}

	private Optional<String> rule(RepeatRule rule) {
		if (!isDateOf(rule, this.recurrence.start()) || this.recurrence.excluded().contains(this.recurrence.start())) {
			return Optional.empty();
		}
		return RuleWords.of(rule.rule(), this.recurrence.start()).flatMap((words) -> {
			Optional<String> additional = suffix(" and on ", this.recurrence.additional());
			Optional<String> excluded = suffix(", except on ",
					this.recurrence.excluded().stream().filter((start) -> isDateOf(rule, start)).toList());
			boolean areBoth = !additional.orElse("").isEmpty() && !excluded.orElse("").isEmpty();
			return areBoth ? Optional.empty()
					: additional.flatMap((more) -> excluded.map((less) -> words + end(rule) + more + less));
		});
	}

	private boolean isDateOf(RepeatRule rule, LocalDateTime start) {
		boolean[] found = new boolean[1];
		LocalDateTime day = start.toLocalDate().atStartOfDay();
		rule.forEach(this.recurrence.start(), day, this.recurrence.zone(), this.recurrence.isDay(), (date) -> {
			found[0] |= date.equals(start);
			return !found[0] && date.isBefore(day.plusDays(1));
		});
		return found[0];
	}

	private String end(RepeatRule rule) {
		Integer count = rule.rule().getCount();
		if (count != null) {
			return (count == 1) ? ", once" : ", " + count + " times";
		}
		LocalDate last = rule.lastDay(this.recurrence.start(), this.recurrence.zone(), this.recurrence.isDay());
		return (last != null) ? " until " + DATE.format(last) : "";
	}

	private static Optional<String> suffix(String prefix, Collection<LocalDateTime> starts) {
		return starts.isEmpty() ? Optional.of("") : dates(starts).map((dates) -> prefix + dates);
	}

	private static Optional<String> dates(Collection<LocalDateTime> starts) {
		List<LocalDate> days = starts.stream().map(LocalDateTime::toLocalDate).distinct().sorted().toList();
		return (days.isEmpty() || days.size() > MAX_DATES) ? Optional.empty()
				: Optional.of(RuleWords.join(days.stream().map(DATE::format).toList()));
	}

}
