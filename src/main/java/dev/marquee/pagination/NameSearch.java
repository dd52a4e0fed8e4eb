package dev.marquee.pagination;

import java.util.List;

import dev.marquee.graphql.BadUserInputException;
import dev.marquee.query.compile.Arguments;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * SQL of a filter's field {@code search} on short names: each word of the text must begin
 * a word of the name. Case, accents and punctuation are ignored on both sides, since the
 * function {@code search_key} folds them. A text without a word is no restriction.
 */
public final class NameSearch {

	private static final String SEARCH = "search";

	private static final int MAX_LENGTH = 200;

	/** The patterns of the text's words, the longest word first; null without words. */
	private static final Name TYPED = DSL.name("typed");

	private NameSearch() {
	}

	/**
	 * The predicate on a key. Only one pattern can be searched for in an index of
	 * trigrams; the longest is the most selective.
	 * @param key a {@code search_key}, as in its trigram index
	 */
	public static FilterPredicate predicate(Field<String> key) {
		Condition longest = DSL.condition("{0} like coalesce((select patterns[1] from {1}), '%')", key, TYPED);
		Condition all = DSL.condition("{0} like all (coalesce((select patterns from {1}), array[]::text[]))", key,
				TYPED);
		return FilterPredicate.selective(SEARCH, longest.and(all));
	}

	/** The common table expression to which the predicate refers. */
	public static List<CommonTableExpression<?>> commonTableExpressions(Arguments filter) {
		Field<String> text = filter.bind(SEARCH, SQLDataType.CLOB, NameSearch::validated);
		return List
			.of(TYPED.as(DSL
				.select(DSL.field("array_agg('% ' || word || '%' order by char_length(word) desc, word)",
						SQLDataType.CLOB.array())
					.as("patterns"))
				.from(DSL.table("string_to_table(trim(search_key({0})), ' ') as word", text))
				.where(DSL.condition("word <> ''"))));
	}

	private static String validated(String text) {
		int length = text.codePointCount(0, text.length());
		if (length > MAX_LENGTH) {
			throw new BadUserInputException(SEARCH,
					"`search` must have at most " + MAX_LENGTH + " characters, but has " + length + ".");
		}
		return text.replace("\0", "");
	}

}
