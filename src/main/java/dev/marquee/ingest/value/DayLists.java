package dev.marquee.ingest.value;

import java.util.List;

import dev.marquee.ingest.value.DateToken.And;
import dev.marquee.ingest.value.DateToken.Name;
import dev.marquee.ingest.value.DateToken.Numeral;
import dev.marquee.ingest.value.DateToken.Separator;
import dev.marquee.ingest.value.DateToken.SeparatorKind;
import org.jspecify.annotations.Nullable;

/**
 * Days joined by a word such as {@code and}: consecutive ones, such as
 * {@code 20, 21 and 22 March}, become a range; of others, only the first is kept.
 *
 * @param tokens changed in place
 */
record DayLists(List<DateToken> tokens) {

	/**
	 * Resolves the words.
	 * @return whether days were left out
	 */
	static boolean resolve(List<DateToken> tokens) {
		return new DayLists(tokens).resolve();
	}

	private boolean resolve() {
		boolean hasSeveralDays = false;
		for (int i = 0; i < this.tokens.size(); i++) {
			if (this.tokens.get(i) instanceof And) {
				this.tokens.remove(i);
				int behind = isWeekday(i) ? i + 1 : i;
				Integer after = day(behind);
				Integer before = day(i - 1);
				if (before != null && after != null && before < after && isBesideMonth(i - 1, behind)) {
					hasSeveralDays |= after > before + 1;
					join(i - 1, behind);
				}
				else if (isMonthAndDay(i - 1, behind)) {
					this.tokens.add(i, new Separator(SeparatorKind.WORD));
				}
			}
		}
		return hasSeveralDays;
	}

	/** Replaces two days, and consecutive ones before them, by a range or the first. */
	private void join(int first, int last) {
		int from = first;
		if (!isNext(first, last)) {
			while (day(from - 1) != null) {
				from--;
			}
			this.tokens.subList(from + 1, last + 1).clear();
			return;
		}
		while (isNext(from - 1, from)) {
			from--;
		}
		this.tokens.subList(from + 1, last).clear();
		this.tokens.add(from + 1, new Separator(SeparatorKind.DASH));
	}

	private boolean isNext(int first, int second) {
		Integer before = day(first);
		return before != null && Integer.valueOf(before + 1).equals(day(second));
	}

	private boolean isBesideMonth(int first, int last) {
		int from = first;
		while (day(from - 1) != null) {
			from--;
		}
		return isMonth(from - 1) || isMonth(last + 1);
	}

	/** {@code 21 March and 22 March} */
	private boolean isMonthAndDay(int before, int behind) {
		return isMonth(before) && day(before - 1) != null && isNext(before - 1, behind) && isMonth(behind + 1);
	}

	private boolean isMonth(int index) {
		return at(index) instanceof Name name && !name.months().isEmpty();
	}

	private boolean isWeekday(int index) {
		return at(index) instanceof Name name && !name.weekdays().isEmpty();
	}

	private @Nullable Integer day(int index) {
		return (at(index) instanceof Numeral number && number.mayBeDay()) ? number.value() : null;
	}

	private @Nullable DateToken at(int index) {
		return (index >= 0 && index < this.tokens.size()) ? this.tokens.get(index) : null;
	}

}
