package dev.marquee.event;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.marquee.graphql.BadUserInput;
import dev.marquee.paging.Criterion;
import dev.marquee.paging.Tiers;
import dev.marquee.schema.tables.Event;
import dev.marquee.schema.tables.EventSearch;
import dev.marquee.selection.Arguments;
import dev.marquee.selection.Rows;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import static dev.marquee.schema.Routines.searchQuery;
import static dev.marquee.schema.Tables.EVENT_ORGANIZER;
import static dev.marquee.schema.Tables.ORGANIZER;
import static dev.marquee.schema.Tables.VENUE;

/**
 * The field {@code search} of the filter: what somebody typed into a search box. It is
 * read once a statement, into a common table expression that all else refers to.
 */
final class SearchTerms {

	private static final int LONGEST = 200;

	private static final Pattern EXCLUDED = Pattern.compile("-\"[^\"]*\"?|(?<!\\S)-\\S+|(?i:(?<!\\S)or(?!\\S))");

	/** The database would leave out the word that follows, as if they touched. */
	private static final Pattern LONE_MINUS = Pattern.compile("(?<!\\S)-+(?!\\S)");

	private static final int LONGEST_TO_MARK = 50_000;

	private static final String WHOLE = "StartSel=<mark>, StopSel=</mark>, HighlightAll=true";

	private static final String FRAGMENTS = "StartSel=<mark>, StopSel=</mark>, MaxFragments=3, MinWords=8, MaxWords=24, "
			+ "FragmentDelimiter=\"\u0001\"";

	private static final String TERMS = "terms";

	/** The whole query. */
	private static final Field<Object> QUERY = ofTerms("query");

	/** Any of the words asked for, without what is excluded. */
	private static final Field<Object> WORDS = ofTerms("words");

	private static final String SEARCH = "search";

	/** The name of an event. */
	private static final String NAME = "{a}";

	/** All but the description: also who, where and what kind. */
	private static final String TELLING = "{a,b,c}";

	/** Where the words are, the best place last; in each place events are by interest. */
	static final Tiers<EventSearch> TIERS = new Tiers<>(SEARCH, SearchTerms::tiers, List.of(-1, new UUID(0, 0)),
			List.of(Integer.MAX_VALUE, new UUID(-1, -1)));

	/** Of so many the half of what interest counts for. */
	private static final int MUCH_INTEREST = 100;

	private SearchTerms() {
	}

	static Criterion criterion(EventSearch event) {
		return Criterion.narrow(SEARCH, isFound(event));
	}

	private static Condition isFound(EventSearch event) {
		return DSL.condition("{0} @@ {1}", event.WORDS, QUERY);
	}

	/** As the indexes have it. */
	private static Condition isFoundBy(String weights, EventSearch event) {
		return DSL.condition("ts_filter({0}, '" + weights + "') @@ {1}", event.WORDS, QUERY);
	}

	/** In what else an event is asked to have no index shall lead to it. */
	private static List<List<Criterion>> tiers(EventSearch event) {
		Criterion found = Criterion.wide(SEARCH, isFound(event));
		Condition byName = isFoundBy(NAME, event);
		Condition byTelling = isFoundBy(TELLING, event);
		return List.of(
				List.of(criterion(event), Criterion.wide(SEARCH, DSL.not(byTelling)),
						Criterion.wide(SEARCH, DSL.not(byName))),
				List.of(Criterion.narrow(SEARCH, byTelling), found, Criterion.wide(SEARCH, DSL.not(byName))),
				List.of(Criterion.narrow(SEARCH, byName), found));
	}

	/** Which of the {@link #TIERS} an event that is found belongs to. */
	static Field<Integer> tier(EventSearch event) {
		return DSL.when(isFoundBy(NAME, event), DSL.inline(2))
			.when(isFoundBy(TELLING, event), DSL.inline(1))
			.otherwise(DSL.inline(0));
	}

	static CommonTableExpression<?> definition(Arguments filter) {
		Field<String> text = filter.bind(SEARCH, SQLDataType.CLOB, SearchTerms::checked);
		Table<?> read = DSL.select(searchQuery(text).as("query")).asTable("read");
		return DSL.name(TERMS)
			.as(DSL.select(DSL.field("query"), DSL.field("replace(querytree(query), '&', '|')::tsquery").as("words"))
				.from(read));
	}

	private static String checked(String text) {
		if (text.length() > LONGEST) {
			throw new BadUserInput("search",
					"`search` must have at most " + LONGEST + " characters, but has " + text.length() + ".");
		}
		String asked = LONE_MINUS.matcher(text).replaceAll(" ");
		if (EXCLUDED.matcher(asked).replaceAll(" ").chars().noneMatch(Character::isLetterOrDigit)) {
			throw new BadUserInput("search",
					"`search` needs at least one word to look for, beside those to leave out. Leave it out to find everything.");
		}
		return asked.replace("\0", "");
	}

	/** How well an event fits, 0 to 1; never more where the order says less. */
	static Field<Double> relevance(EventSearch event) {
		return DSL.field("({0} + {1} / ({1}::double precision + {2})) / {3}", SQLDataType.DOUBLE, tier(event),
				event.INTERESTED_COUNT, DSL.inline(MUCH_INTEREST), DSL.inline(tiers(event).size()));
	}

	/** The texts of an event in which there are words looked for. */
	static Rows highlights(Event event) {
		Field<String> venue = DSL.field(DSL.select(VENUE.NAME).from(VENUE).where(VENUE.ID.eq(event.VENUE_ID)));
		Field<String> organizers = DSL
			.field(DSL.select(DSL.listAgg(ORGANIZER.NAME, " · ").withinGroupOrderBy(EVENT_ORGANIZER.POSITION))
				.from(ORGANIZER.join(EVENT_ORGANIZER).on(EVENT_ORGANIZER.ORGANIZER_ID.eq(ORGANIZER.ID)))
				.where(EVENT_ORGANIZER.EVENT_ID.eq(event.ID)));
		return Rows
			.from(marked(1, "NAME", event.NAME, WHOLE).unionAll(marked(2, "DESCRIPTION", event.DESCRIPTION, FRAGMENTS))
				.unionAll(marked(3, "VENUE", venue, WHOLE))
				.unionAll(marked(4, "ORGANIZERS", organizers, WHOLE))
				.asTable("highlight"))
			.where(DSL.condition("fragments::text like '%<mark>%'"))
			.orderBy(DSL.field("place"));
	}

	/** HTML in which the words are marked, and all else is but text. */
	private static Select<Record> marked(int place, String field, Field<String> text, String options) {
		Field<?> fragments = DSL.field("""
				string_to_array(ts_headline('listing', replace(replace(replace(left({0}, {1}), '&', '&amp;'),
				'<', '&lt;'), '>', '&gt;'), {2}, {3}), E'\\x01')""", SQLDataType.CLOB.array(), text,
				DSL.inline(LONGEST_TO_MARK), WORDS, DSL.inline(options));
		return DSL
			.select(List.of(DSL.inline(place).as("place"), DSL.inline(field).as("field"), fragments.as("fragments")));
	}

	private static Field<Object> ofTerms(String column) {
		return DSL.field(DSL.select(DSL.field(DSL.name(column))).from(DSL.table(DSL.name(TERMS))));
	}

}
