package dev.marquee.event;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.marquee.db.tables.Event;
import dev.marquee.db.tables.EventSearch;
import dev.marquee.graphql.BadUserInputException;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.pagination.Tiers;
import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.RowQuery;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import static dev.marquee.db.Routines.searchQuery;
import static dev.marquee.db.Tables.EVENT_ORGANIZER;
import static dev.marquee.db.Tables.ORGANIZER;
import static dev.marquee.db.Tables.VENUE;

/**
 * The field {@code search} of the filter: what somebody typed into a search box. It is
 * read once a statement, into a common table expression that all else refers to.
 */
final class FullTextSearch {

	private static final int MAX_LENGTH = 200;

	private static final Pattern EXCLUDED_TERM = Pattern.compile("-\"[^\"]*\"?|(?<!\\S)-\\S+|(?i:(?<!\\S)or(?!\\S))");

	/** The database would leave out the word that follows, as if they touched. */
	private static final Pattern LONE_MINUS = Pattern.compile("(?<!\\S)-+(?!\\S)");

	private static final int MAX_HIGHLIGHT_INPUT = 50_000;

	private static final String WHOLE_TEXT_OPTIONS = "StartSel=<mark>, StopSel=</mark>, HighlightAll=true";

	private static final String FRAGMENT_OPTIONS = "StartSel=<mark>, StopSel=</mark>, MaxFragments=3, MinWords=8, MaxWords=24, "
			+ "FragmentDelimiter=\"\u0001\"";

	private static final String CTE_NAME = "terms";

	/** The whole query. */
	private static final Field<Object> QUERY = cteColumn("query");

	/** Any of the words asked for, without what is excluded. */
	private static final Field<Object> ANY_TERM_QUERY = cteColumn("words");

	private static final String SEARCH = "search";

	/** The name of an event. */
	private static final String NAME_WEIGHT = "{a}";

	/** All but the description: also who, where and what kind. */
	private static final String METADATA_WEIGHTS = "{a,b,c}";

	/** Where the words are, the best place last; in each place events are by interest. */
	static final Tiers<EventSearch> TIERS = new Tiers<>(SEARCH, FullTextSearch::tierPredicates,
			List.of(-1, new UUID(0, 0)), List.of(Integer.MAX_VALUE, new UUID(-1, -1)));

	/** Of so many the half of what interest counts for. */
	private static final int INTEREST_HALF_POINT = 100;

	private FullTextSearch() {
	}

	static FilterPredicate predicate(EventSearch event) {
		return FilterPredicate.selective(SEARCH, matches(event));
	}

	private static Condition matches(EventSearch event) {
		return DSL.condition("{0} @@ {1}", event.WORDS, QUERY);
	}

	/** As the indexes have it. */
	private static Condition matchesWeights(String weights, EventSearch event) {
		return DSL.condition("ts_filter({0}, '" + weights + "') @@ {1}", event.WORDS, QUERY);
	}

	/** In what else an event is asked to have no index shall lead to it. */
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

	/** Which of the {@link #TIERS} an event that is found belongs to. */
	static Field<Integer> tier(EventSearch event) {
		return DSL.when(matchesWeights(NAME_WEIGHT, event), DSL.inline(2))
			.when(matchesWeights(METADATA_WEIGHTS, event), DSL.inline(1))
			.otherwise(DSL.inline(0));
	}

	static CommonTableExpression<?> commonTableExpression(Arguments filter) {
		Field<String> text = filter.bind(SEARCH, SQLDataType.CLOB, FullTextSearch::validatedText);
		Table<?> parsed = DSL.select(searchQuery(text).as("query")).asTable("read");
		return DSL.name(CTE_NAME)
			.as(DSL.select(DSL.field("query"), DSL.field("replace(querytree(query), '&', '|')::tsquery").as("words"))
				.from(parsed));
	}

	private static String validatedText(String text) {
		if (text.length() > MAX_LENGTH) {
			throw new BadUserInputException("search",
					"`search` must have at most " + MAX_LENGTH + " characters, but has " + text.length() + ".");
		}
		String query = LONE_MINUS.matcher(text).replaceAll(" ");
		if (EXCLUDED_TERM.matcher(query).replaceAll(" ").chars().noneMatch(Character::isLetterOrDigit)) {
			throw new BadUserInputException("search",
					"`search` needs at least one word to look for, beside those to leave out. Leave it out to find everything.");
		}
		return query.replace("\0", "");
	}

	/** How well an event fits, 0 to 1; never more where the order says less. */
	static Field<Double> relevance(EventSearch event) {
		return DSL.field("({0} + {1} / ({1}::double precision + {2})) / {3}", SQLDataType.DOUBLE, tier(event),
				event.INTERESTED_COUNT, DSL.inline(INTEREST_HALF_POINT), DSL.inline(tierPredicates(event).size()));
	}

	/** The texts of an event in which there are words looked for. */
	static RowQuery highlights(Event event) {
		Field<String> venue = DSL.field(DSL.select(VENUE.NAME).from(VENUE).where(VENUE.ID.eq(event.VENUE_ID)));
		Field<String> organizers = DSL
			.field(DSL.select(DSL.listAgg(ORGANIZER.NAME, " · ").withinGroupOrderBy(EVENT_ORGANIZER.POSITION))
				.from(ORGANIZER.join(EVENT_ORGANIZER).on(EVENT_ORGANIZER.ORGANIZER_ID.eq(ORGANIZER.ID)))
				.where(EVENT_ORGANIZER.EVENT_ID.eq(event.ID)));
		return RowQuery
			.from(headline(1, "NAME", event.NAME, WHOLE_TEXT_OPTIONS)
				.unionAll(headline(2, "DESCRIPTION", event.DESCRIPTION, FRAGMENT_OPTIONS))
				.unionAll(headline(3, "VENUE", venue, WHOLE_TEXT_OPTIONS))
				.unionAll(headline(4, "ORGANIZERS", organizers, WHOLE_TEXT_OPTIONS))
				.asTable("highlight"))
			.where(DSL.condition("fragments::text like '%<mark>%'"))
			.orderBy(DSL.field("place"));
	}

	/** HTML in which the words are marked, and all else is but text. */
	private static Select<Record> headline(int place, String field, Field<String> text, String options) {
		Field<?> fragments = DSL.field("""
				string_to_array(ts_headline('listing', replace(replace(replace(left({0}, {1}), '&', '&amp;'),
				'<', '&lt;'), '>', '&gt;'), {2}, {3}), E'\\x01')""", SQLDataType.CLOB.array(), text,
				DSL.inline(MAX_HIGHLIGHT_INPUT), ANY_TERM_QUERY, DSL.inline(options));
		return DSL
			.select(List.of(DSL.inline(place).as("place"), DSL.inline(field).as("field"), fragments.as("fragments")));
	}

	private static Field<Object> cteColumn(String column) {
		return DSL.field(DSL.select(DSL.field(DSL.name(column))).from(DSL.table(DSL.name(CTE_NAME))));
	}

}
