package dev.marquee.ingest.value;

import java.util.List;
import java.util.Set;

import dev.marquee.ingest.value.DateToken.DayOfMonth;
import dev.marquee.ingest.value.DateToken.Name;
import dev.marquee.ingest.value.DateToken.Numeral;
import dev.marquee.ingest.value.DateToken.NumericDate;
import dev.marquee.ingest.value.DateToken.Separator;
import dev.marquee.ingest.value.DateToken.SeparatorKind;
import org.jspecify.annotations.Nullable;

/**
 * Decides which names in the tokens of a text are months, and which numbers are days.
 *
 * @param tokens changed in place
 */
record DayResolver(List<DateToken> tokens) {

	/** Smaller numbers are hours. */
	private static final int SHORTEST_YEAR = 24;

	static void resolve(List<DateToken> tokens) {
		new DayResolver(tokens).resolveNames();
	}

	private @Nullable DateToken at(int index) {
		return (index >= 0 && index < this.tokens.size()) ? this.tokens.get(index) : null;
	}

	private void resolveNames() {
		boolean hasMonth = this.tokens.stream()
			.anyMatch((token) -> token instanceof Name name && name.weekdays().isEmpty());
		for (int i = 0; i < this.tokens.size(); i++) {
			if (this.tokens.get(i) instanceof Name name && !name.months().isEmpty()) {
				boolean isMonth = name.weekdays().isEmpty() || (!hasMonth && isNumberBeside(i));
				this.tokens.set(i, new Name(isMonth ? name.months() : List.of(), isMonth ? Set.of() : name.weekdays()));
			}
		}
		for (int i = 0; i < this.tokens.size(); i++) {
			if (isMonth(at(i)) && !takeDay(i, i - 1)) {
				takeDay(i, i + 1);
			}
		}
		for (int i = 0; i < this.tokens.size(); i++) {
			takeDayOfRange(i);
			takeShortYear(i);
		}
	}

	/** A year of two digits, behind a day and a month. */
	private void takeShortYear(int index) {
		boolean isBehindDate = (isMonth(at(index - 1)) && at(index - 2) instanceof DayOfMonth)
				|| (at(index - 1) instanceof DayOfMonth && isMonth(at(index - 2)));
		if (isBehindDate && at(index) instanceof Numeral number && number.digits() == 2
				&& number.value() > SHORTEST_YEAR && !(at(index + 1) instanceof Separator)) {
			this.tokens.set(index, new Numeral(2000 + number.value(), 4));
		}
	}

	private boolean isNumberBeside(int index) {
		return at(index - 1) instanceof Numeral || at(index + 1) instanceof Numeral;
	}

	private static boolean isMonth(@Nullable DateToken token) {
		return token instanceof Name name && !name.months().isEmpty();
	}

	/** Makes a number the day of a month. */
	private boolean takeDay(int month, int index) {
		if (at(index) instanceof Numeral number && number.mayBeDay()) {
			this.tokens.set(index, new DayOfMonth(number.value()));
			return true;
		}
		if (index < month && at(index) instanceof NumericDate date && date.year() == null) {
			this.tokens.set(index, new DayOfMonth(Math.max(date.month(), date.day())));
			this.tokens.add(index, new Separator(SeparatorKind.DASH));
			this.tokens.add(index, new DayOfMonth(Math.min(date.month(), date.day())));
			return true;
		}
		return false;
	}

	/** The other day of a range such as {@code 20-22 March} or {@code March 20-22}. */
	private void takeDayOfRange(int index) {
		if (!(at(index) instanceof Separator)) {
			return;
		}
		boolean isBeforeDate = at(index + 1) instanceof DayOfMonth || at(index + 1) instanceof NumericDate;
		if (isBeforeDate && at(index - 1) instanceof Numeral number && number.mayBeDay()) {
			this.tokens.set(index - 1, new DayOfMonth(number.value()));
		}
		else if (at(index - 1) instanceof DayOfMonth && at(index + 1) instanceof Numeral number && number.mayBeDay()) {
			this.tokens.set(index + 1, new DayOfMonth(number.value()));
		}
	}

}
