package dev.marquee.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.event.EventFacts.AgeRange;
import dev.marquee.graphql.BadUserInputException;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.performer.Performers;
import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.GlobalId;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The predicates of {@code EventFilter} on facts that few events have. Their columns are
 * null for all others, so that their partial indexes are small.
 */
final class EventFactsFilter {

	private EventFactsFilter() {
	}

	static List<FilterPredicate> predicates(EventSearch event, Arguments filter) {
		List<FilterPredicate> predicates = new ArrayList<>();
		if (filter.has("types")) {
			predicates.add(FilterPredicate.unselective("types",
					event.TYPE.eq(DSL.any(filter.bindList("types", SQLDataType.CLOB, (String type) -> type)))));
		}
		if (filter.has("tags")) {
			Field<String[]> tags = texts(filter, "tags");
			predicates.add(FilterPredicate.selective("tags", DSL
				.condition("{0} && array(select search_key(value) from unnest({1}) as value)", event.TAGS, tags)));
		}
		if (filter.has("languages")) {
			Field<String[]> languages = filter.bindList("languages", SQLDataType.CLOB,
					(String language) -> language.replace("\0", "").strip().toLowerCase(Locale.ROOT));
			predicates
				.add(FilterPredicate.selective("languages", DSL.condition("{0} && {1}", event.LANGUAGES, languages)));
		}
		if (filter.has("suitableForAge")) {
			predicates.add(FilterPredicate.selective("suitableForAge",
					DSL.condition("{0} @> {1}", event.AGE_RANGE, age(filter))));
		}
		if (filter.has("accessibilityFeatures")) {
			Field<String[]> features = filter.bindList("accessibilityFeatures", SQLDataType.CLOB,
					(String feature) -> feature);
			predicates.add(FilterPredicate.selective("accessibilityFeatures",
					DSL.condition("{0} @> {1}", event.ACCESSIBILITY_FEATURES, features)));
		}
		if (filter.has("performerIds")) {
			predicates.add(FilterPredicate.selective("performerIds", DSL.condition("{0} && {1}", event.PERFORMER_IDS,
					GlobalId.keysParameter(filter, "performerIds", Performers.ID_PREFIX))));
		}
		return predicates;
	}

	/** PostgreSQL has no U+0000. */
	private static Field<String[]> texts(Arguments filter, String name) {
		return filter.bindList(name, SQLDataType.CLOB, (String text) -> text.replace("\0", ""));
	}

	private static Field<Integer> age(Arguments filter) {
		return filter.bind("suitableForAge", SQLDataType.INTEGER, (Integer age) -> {
			if (age < 0 || age > AgeRange.MAX_AGE) {
				throw new BadUserInputException("suitableForAge",
						"`suitableForAge` must be between 0 and " + AgeRange.MAX_AGE + " years, but is " + age + ".");
			}
			return age;
		});
	}

}
