package dev.marquee.event;

import java.util.List;

import dev.marquee.pagination.ListQuery;
import dev.marquee.pagination.ListSources;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * The sources of a list of occurrences: the events that occur once, and the occurrences
 * of those that recur.
 */
record OccurrenceSources(RecurringEvents recurring) implements ListSources {

	@Override
	public Condition othersExist() {
		return RecurringEvents.EXIST;
	}

	@Override
	public List<ListQuery> inOrder(ListQuery listQuery, List<Field<?>> orderColumns) {
		return List.of(this.recurring.excludedFrom(listQuery), this.recurring.occurrences(listQuery));
	}

	@Override
	public List<ListQuery> counted(ListQuery listQuery) {
		FittingEvents fittingEvents = new FittingEvents(this.recurring, listQuery);
		return fittingEvents.areFoundTogether() ? List.of(fittingEvents.occurrencesTogether())
				: inOrder(listQuery, List.of());
	}

	@Override
	public Expansion.@Nullable OfRows listed(ListQuery listQuery) {
		return new FittingEvents(this.recurring, listQuery).areFoundTogether()
				? new Expansion.OfRows(List.of(), (rows, columns) -> rows.as(this.recurring.event().getName())) : null;
	}

	@Override
	public @Nullable Expansion expanded(ListQuery listQuery) {
		return null;
	}

}
