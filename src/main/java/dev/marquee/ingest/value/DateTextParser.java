package dev.marquee.ingest.value;

import java.util.ArrayList;
import java.util.List;

import dev.marquee.ingest.value.DateToken.And;
import dev.marquee.ingest.value.DateToken.ClockTime;
import dev.marquee.ingest.value.DateToken.DayPart;
import dev.marquee.ingest.value.DateToken.Doors;
import dev.marquee.ingest.value.DateToken.Numeral;
import dev.marquee.ingest.value.DateToken.Part;
import dev.marquee.ingest.value.DateToken.Separator;
import dev.marquee.ingest.value.DateToken.SeparatorKind;
import dev.marquee.ingest.value.DateToken.Unknown;
import dev.marquee.ingest.value.DateToken.Zone;
import org.jspecify.annotations.Nullable;

/**
 * Finds the dates, times and zones in the tokens of a text. A number is what its
 * neighbours make of it: a day beside a month, an hour beside {@code pm}.
 */
final class DateTextParser {

	private final List<DateToken> tokens;

	private final List<DateDraft> dates = new ArrayList<>();

	private final List<ClockAt> clocks = new ArrayList<>();

	private final List<String> zones = new ArrayList<>();

	private final List<Integer> separators = new ArrayList<>();

	private final List<String> unknownWords = new ArrayList<>();

	private boolean hasUnusedNumber;

	private boolean hasSeveralDays;

	private @Nullable ClockTime doors;

	private DateTextParser(List<DateToken> tokens) {
		this.tokens = new ArrayList<>(tokens);
	}

	static DateTextParser parse(List<DateToken> tokens) {
		return new DateTextParser(tokens).resolve();
	}

	private DateTextParser resolve() {
		this.hasSeveralDays = DayLists.resolve(this.tokens);
		resolveParts();
		resolvePrepositions();
		DayResolver.resolve(this.tokens);
		resolveHours();
		this.doors = DoorTimes.remove(this.tokens);
		collect();
		return this;
	}

	List<DateDraft> dates() {
		return this.dates;
	}

	List<ClockAt> clocks() {
		return this.clocks;
	}

	List<String> zones() {
		return this.zones;
	}

	List<String> unknownWords() {
		return this.unknownWords;
	}

	/** Whether it has a number that is no part of a date or time. */
	boolean hasUnusedNumber() {
		return this.hasUnusedNumber;
	}

	/** When the doors open, in a text that also has the time of the start. */
	@Nullable ClockTime doors() {
		return this.doors;
	}

	/** Whether later days were left out that are not consecutive with the first. */
	boolean hasSeveralDays() {
		return this.hasSeveralDays;
	}

	/** Whether a separator is between two positions. */
	boolean isSeparated(int from, int until) {
		return this.separators.stream().anyMatch((position) -> position > from && position < until);
	}

	private @Nullable DateToken at(int index) {
		return (index >= 0 && index < this.tokens.size()) ? this.tokens.get(index) : null;
	}

	/** Joins each part of a day with the time before it, or else after it. */
	private void resolveParts() {
		for (int i = 0; i < this.tokens.size(); i++) {
			if (this.tokens.get(i) instanceof Part(DayPart part)) {
				ClockTime before = clock(at(i - 1));
				ClockTime after = clockBehind(i);
				if (before != null && before.half() == null) {
					this.tokens.set(i - 1, before.withHalf(part));
				}
				else if (after != null && after.half() == null) {
					this.tokens.set(i + 1, after.withHalf(part));
				}
				else if (part == DayPart.NOON || part == DayPart.MIDNIGHT) {
					this.tokens.set(i, new ClockTime(12, 0, 0, part, false));
					continue;
				}
				this.tokens.remove(i);
				i--;
			}
		}
	}

	/**
	 * The time behind a part of the day; null without one. An hour without minutes must
	 * be at the end of the text or before a separator, since it may be a day otherwise.
	 */
	private @Nullable ClockTime clockBehind(int part) {
		boolean isAlone = at(part + 2) == null || at(part + 2) instanceof Separator;
		ClockTime clock = (at(part + 1) instanceof ClockTime || isAlone) ? clock(at(part + 1)) : null;
		return (clock != null && clock.isBare() && clock.hour() > 12) ? null : clock;
	}

	/**
	 * A time, or a number that may be one: an hour, or hours of the 12-hour clock with
	 * minutes, such as 730. Null otherwise.
	 */
	private static @Nullable ClockTime clock(@Nullable DateToken token) {
		if (token instanceof ClockTime clock) {
			return clock;
		}
		if (!(token instanceof Numeral number)) {
			return null;
		}
		if (number.digits() <= 2) {
			return (number.value() <= 24) ? new ClockTime(number.value(), 0, 0, null, true) : null;
		}
		boolean isOfHalfADay = number.digits() <= 4 && number.value() / 100 <= 12 && number.value() % 100 < 60;
		return (isOfHalfADay && number.value() >= 100)
				? new ClockTime(number.value() / 100, number.value() % 100, 0, null, false) : null;
	}

	/**
	 * A word for both {@code at} and {@code to} separates two times or two dates;
	 * elsewhere it is left out.
	 */
	private void resolvePrepositions() {
		for (int i = 0; i < this.tokens.size(); i++) {
			if (this.tokens.get(i) instanceof Separator separator && separator.kind() == SeparatorKind.PREPOSITION) {
				boolean isBetweenTimes = at(i - 1) instanceof ClockTime && clock(at(i + 1)) != null;
				boolean isBetweenDates = at(i - 1) instanceof Numeral && at(i + 1) instanceof Numeral;
				if (isBetweenTimes || isBetweenDates) {
					this.tokens.set(i, new Separator(SeparatorKind.WORD));
				}
				else {
					this.tokens.remove(i);
					i--;
				}
			}
		}
	}

	/** Decides which numbers beside a separator are hours. */
	private void resolveHours() {
		for (int i = 0; i < this.tokens.size(); i++) {
			if (this.tokens.get(i) instanceof Separator) {
				ClockTime from = clock(at(i - 1));
				ClockTime until = clock(at(i + 1));
				if (from != null && until != null && (!from.isBare() || !until.isBare())) {
					this.tokens.set(i - 1, from);
					this.tokens.set(i + 1, until);
				}
			}
		}
	}

	private void collect() {
		boolean isOpen = false;
		for (int i = 0; i < this.tokens.size(); i++) {
			DateToken token = this.tokens.get(i);
			int position = i;
			switch (token) {
				case Separator separator -> {
					this.separators.add(i);
					isOpen = false;
				}
				case ClockTime clock -> {
					this.clocks.add(new ClockAt(clock, i));
					isOpen = false;
				}
				case Numeral number when isTime(number, position) -> this.clocks
					.add(new ClockAt(new ClockTime(number.value() / 100, number.value() % 100, 0, null, false), i));
				case Zone zone -> this.zones.add(zone.name());
				case Unknown unknown -> this.unknownWords.add(unknown.word());
				case Numeral number when !number.isYear() -> {
					this.hasUnusedNumber = true;
					this.unknownWords.add(String.valueOf(number.value()));
				}
				case Part part -> {
				}
				case Doors doors -> {
				}
				case And and -> {
				}
				default -> isOpen = addToDate(token, i, isOpen);
			}
		}
	}

	/**
	 * Whether a number of four digits is a time, such as 1930 after a date with a year.
	 */
	private boolean isTime(Numeral number, int position) {
		boolean isBehindYear = !this.dates.isEmpty() && this.dates.getLast().hasDay()
				&& this.dates.getLast().year() != null;
		DateToken next = at(position + 1);
		return isBehindYear && number.digits() == 4 && number.value() / 100 < 24 && number.value() % 100 < 60
				&& (next == null || next instanceof Separator || next instanceof Zone);
	}

	private boolean addToDate(DateToken token, int position, boolean isOpen) {
		boolean isPart = !this.dates.isEmpty() && this.dates.getLast().accepts(token)
				&& (isOpen || (token instanceof Numeral && !isSeparated(this.dates.getLast().position(), position)));
		if (!isPart) {
			this.dates.add(new DateDraft(position));
		}
		this.dates.getLast().add(token);
		return true;
	}

	/**
	 * A time with its position.
	 */
	record ClockAt(ClockTime clock, int position) {
	}

}
