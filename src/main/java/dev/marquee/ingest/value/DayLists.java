package dev.marquee.ingest.value;

import java.util.List;

import dev.marquee.ingest.value.DateToken.And;
import dev.marquee.ingest.value.DateToken.Name;
import dev.marquee.ingest.value.DateToken.Numeral;
import dev.marquee.ingest.value.DateToken.Separator;
import dev.marquee.ingest.value.DateToken.SeparatorKind;
import org.jspecify.annotations.Nullable;

/**
 * Days that a word such as {@code and} joins: {@code 20, 21 and 22 March} is a range. Of
 * days that are not in a row, only the first is left.
 *
 * @param tokens changed in place
 */
record DayLists(List<DateToken> tokens) {

	/** Resolves the words, and tells whether days were left out. */
	static boolean resolve(List<DateToken> tokens) {
		return new DayLists(tokens).resolve();
	}

	private boolean resolve() {
		boolean hasSeveralDays = false;
		for (int i = 0; i < this.tokens.size(); i++) {
			if (this.tokens.get(i) instanceof And) {
				this.tokens.remove(i);
				Integer before = day(i - 1);
				Integer after = day(i);
				if (before != null && after != null && before < after && isBesideMonth(i)) {
					hasSeveralDays |= after > before + 1;
					join(i, before);
				}
			}
		}
		return hasSeveralDays;
	}

	/** Joins the day at an index, and those in a row before it, to a range. */
	private void join(int index, int before) {
		boolean isRange = Integer.valueOf(before + 1).equals(day(index));
		int first = index - 1;
		while (isRange && Integer.valueOf(before - (index - 1 - first) - 1).equals(day(first - 1))) {
			first--;
		}
		if (isRange) {
			this.tokens.subList(first + 1, index).clear();
			this.tokens.add(first + 1, new Separator(SeparatorKind.DASH));
		}
		else {
			this.tokens.remove(index);
		}
	}

	private boolean isBesideMonth(int index) {
		int first = index - 1;
		while (day(first - 1) != null) {
			first--;
		}
		return isMonth(first - 1) || isMonth(index + 1);
	}

	private boolean isMonth(int index) {
		return at(index) instanceof Name name && !name.months().isEmpty();
	}

	private @Nullable Integer day(int index) {
		return (at(index) instanceof Numeral number && number.mayBeDay()) ? number.value() : null;
	}

	private @Nullable DateToken at(int index) {
		return (index >= 0 && index < this.tokens.size()) ? this.tokens.get(index) : null;
	}

}
