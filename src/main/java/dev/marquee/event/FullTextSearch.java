package dev.marquee.event;

import java.util.List;
import java.util.UUID;

import dev.marquee.db.Routines;
import dev.marquee.db.tables.Event;
import dev.marquee.db.tables.EventSearch;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.pagination.Tiers;
import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.RowQuery;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import static dev.marquee.db.Tables.EVENT_ORGANIZER;
import static dev.marquee.db.Tables.ORGANIZER;
import static dev.marquee.db.Tables.VENUE;

/**
 * SQL of the filter's field {@code search}. The text is parsed once per statement, in a
 * common table expression that predicates, relevance and highlights refer to.
 */
final class FullTextSearch {

	/**
	 * The characters of a text in which terms are highlighted. PostgreSQL parses all of
	 * them, which takes a third of a microsecond each.
	 */
	private static final int MAX_HIGHLIGHT_INPUT = 10_000;

	private static final String WHOLE_TEXT_OPTIONS = "HighlightAll=true";

	private static final String FRAGMENT_OPTIONS = "MaxFragments=3, MinWords=8, MaxWords=24";

	private static final String CTE_NAME = "terms";

	/** The whole search query. */
	private static final Field<Object> QUERY = cteColumn("query");

	/** The disjunction of the query's terms, without excluded ones. */
	private static final Field<Object> ANY_TERM_QUERY = cteColumn("highlighted");

	private static final String SEARCH = "search";

	private static final String CORRECT_SPELLING = "correctSpelling";

	/** The weight of the event's name. */
	private static final String NAME_WEIGHT = "{a}";

	/** The weights of everything except the description. */
	private static final String METADATA_WEIGHTS = "{a,b,c}";

	/**
	 * The tiers of the relevance order, best tier last: by where the terms match. Within
	 * a tier, events are ordered by interest.
	 */
	static final Tiers<EventSearch> TIERS = new Tiers<>(SEARCH, FullTextSearch::tierPredicates,
			List.of(-1, new UUID(0, 0)), List.of(Integer.MAX_VALUE, new UUID(-1, -1)));

	/**
	 * The number of people interested at which an event gets half of its tier's range of
	 * relevance.
	 */
	private static final int INTEREST_HALF_POINT = 100;

	private FullTextSearch() {
	}

	static FilterPredicate predicate(EventSearch event) {
		return FilterPredicate.selective(SEARCH, matches(event));
	}

	private static Condition matches(EventSearch event) {
		return DSL.condition("{0} @@ {1}", event.WORDS, QUERY);
	}

	/** Written exactly as in the expression indexes, so that they are used. */
	private static Condition matchesWeights(String weights, EventSearch event) {
		return DSL.condition("ts_filter({0}, '" + weights + "') @@ {1}", event.WORDS, QUERY);
	}

	/**
	 * In each tier only the first predicate is selective; the others are not meant for
	 * index access.
	 */
	private static List<List<FilterPredicate>> tierPredicates(EventSearch event) {
		FilterPredicate matchesAnywhere = FilterPredicate.unselective(SEARCH, matches(event));
		Condition matchesName = matchesWeights(NAME_WEIGHT, event);
		Condition matchesMetadata = matchesWeights(METADATA_WEIGHTS, event);
		return List.of(
				List.of(predicate(event), FilterPredicate.unselective(SEARCH, DSL.not(matchesMetadata)),
						FilterPredicate.unselective(SEARCH, DSL.not(matchesName))),
				List.of(FilterPredicate.selective(SEARCH, matchesMetadata), matchesAnywhere,
						FilterPredicate.unselective(SEARCH, DSL.not(matchesName))),
				List.of(FilterPredicate.selective(SEARCH, matchesName), matchesAnywhere));
	}

	/** The index of the matching event's tier in {@link #TIERS}. */
	static Field<Integer> tier(EventSearch event) {
		return DSL.when(matchesWeights(NAME_WEIGHT, event), DSL.inline(2))
			.when(matchesWeights(METADATA_WEIGHTS, event), DSL.inline(1))
			.otherwise(DSL.inline(0));
	}

	static CommonTableExpression<?> commonTableExpression(Arguments filter) {
		Field<String> text = filter.bind(SEARCH, SQLDataType.CLOB, SearchTerms::toWebSearchQuery);
		boolean correctsSpelling = !Boolean.FALSE.equals(filter.booleanValue(CORRECT_SPELLING));
		return DSL.name(CTE_NAME)
			.as(DSL.select(DSL.asterisk())
				.from(DSL.table("interpret_search({0}, {1})", text, DSL.inline(correctsSpelling))));
	}

	/** The search text with misspelled words corrected; null if there are none. */
	static Field<String> correctedText() {
		return DSL.field("(select corrected_to from " + CTE_NAME + ")", SQLDataType.CLOB);
	}

	/** The relevance of an event, 0 to 1; consistent with the order by relevance. */
	static Field<Double> relevance(EventSearch event) {
		return DSL.field("({0} + {1} / ({1}::double precision + {2})) / {3}", SQLDataType.DOUBLE, tier(event),
				event.INTERESTED_COUNT, DSL.inline(INTEREST_HALF_POINT), DSL.inline(tierPredicates(event).size()));
	}

	/**
	 * The texts of an event that contain search terms. The offset keeps PostgreSQL from
	 * computing each text twice: for the condition and for the result.
	 */
	static RowQuery highlights(Event event) {
		Field<String> venue = DSL.field(DSL.select(VENUE.NAME).from(VENUE).where(VENUE.ID.eq(event.VENUE_ID)));
		Field<String> organizers = DSL
			.field(DSL.select(DSL.listAgg(ORGANIZER.NAME, " · ").withinGroupOrderBy(EVENT_ORGANIZER.POSITION))
				.from(ORGANIZER.join(EVENT_ORGANIZER).on(EVENT_ORGANIZER.ORGANIZER_ID.eq(ORGANIZER.ID)))
				.where(EVENT_ORGANIZER.EVENT_ID.eq(event.ID)));
		Select<Record> headlines = headline(1, "NAME", event.NAME, WHOLE_TEXT_OPTIONS)
			.unionAll(headline(2, "DESCRIPTION", event.DESCRIPTION, FRAGMENT_OPTIONS))
			.unionAll(headline(3, "VENUE", venue, WHOLE_TEXT_OPTIONS))
			.unionAll(headline(4, "ORGANIZERS", organizers, WHOLE_TEXT_OPTIONS));
		return RowQuery
			.from(DSL.select(DSL.asterisk())
				.from(headlines.asTable("headline"))
				.offset(DSL.inline(0))
				.asTable("highlight"))
			.where(DSL.condition("fragments is not null"))
			.orderBy(DSL.field("position"));
	}

	/** The text as HTML: matches in {@code <mark>}, everything else escaped. */
	private static Select<Record> headline(int position, String field, Field<String> text, String options) {
		Field<?> fragments = Routines.highlights(DSL.left(text, DSL.inline(MAX_HIGHLIGHT_INPUT)), ANY_TERM_QUERY,
				DSL.inline(options));
		return DSL.select(
				List.of(DSL.inline(position).as("position"), DSL.inline(field).as("field"), fragments.as("fragments")));
	}

	private static Field<Object> cteColumn(String column) {
		return DSL.field(DSL.select(DSL.field(DSL.name(column))).from(DSL.table(DSL.name(CTE_NAME))));
	}

}
