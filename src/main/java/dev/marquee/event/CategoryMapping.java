package dev.marquee.event;

import java.util.List;

import dev.marquee.db.tables.Category;
import dev.marquee.db.tables.Event;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.query.compile.Compilation;
import dev.marquee.query.compile.RowColumn;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.SelectedField;
import dev.marquee.query.compile.TypeMapping;
import dev.marquee.query.compile.TypeMapping.RootValue;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.CATEGORY;
import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_CATEGORY;

/**
 * Mapping of the type {@code Category} and its lookups to the table {@code category}. A
 * category is found only if the caller sees an event in it, since its name may be a fact
 * about a draft.
 */
@Configuration(proxyBeanMethods = false)
class CategoryMapping {

	/** The prefix of global category ids, before the underscore. */
	static final String ID_PREFIX = "cat";

	/** The largest value of {@code first}. */
	private static final int MAX_SIZE = 400;

	private final EventLists events;

	CategoryMapping(EventLists events) {
		this.events = events;
	}

	@Bean
	TypeMapping<RootValue> categoryQueries() {
		return TypeMapping.query()
			.add("category", CategoryMapping::category)
			.add("categories", CategoryMapping::categories);
	}

	private static Field<?> category(RootValue rootValue, SelectedField field, Compilation compilation) {
		Category category = compilation.alias(CATEGORY);
		Field<String> slug = field.arguments().bind("slug", SQLDataType.CLOB, (String text) -> text.replace("\0", ""));
		List<RowColumn> columns = compilation.columns(field, category);
		return DSL.field(DSL.select(compilation.object(columns))
			.from(category)
			.where(category.SLUG.eq(slug), hasVisibleEvent(category, compilation)));
	}

	private static Field<?> categories(RootValue rootValue, SelectedField field, Compilation compilation) {
		Category category = compilation.alias(CATEGORY);
		Integer limit = field.arguments().has("first") ? field.arguments().intBetween("first", 1, MAX_SIZE) : null;
		Table<?> first = DSL.select(category.asterisk())
			.from(category)
			.where(hasVisibleEvent(category, compilation))
			.orderBy(category.NAME, category.SLUG)
			.limit((limit != null) ? DSL.inline(limit) : DSL.inline((Integer) null, SQLDataType.INTEGER))
			.asTable(category.getName());
		return compilation.list(field, RowQuery.from(first).orderBy(category.NAME, category.SLUG), category);
	}

	private static Condition hasVisibleEvent(Category category, Compilation compilation) {
		Event event = compilation.alias(EVENT);
		return DSL.exists(DSL.selectOne()
			.from(EVENT_CATEGORY.join(event).on(event.ID.eq(EVENT_CATEGORY.EVENT_ID)))
			.where(EVENT_CATEGORY.CATEGORY_SLUG.eq(category.SLUG), compilation.policyCondition(event)));
	}

	/**
	 * A new name of a category changes the versions of its events, as a trigger sees to.
	 */
	@Bean
	TypeMapping<Category> categoryType() {
		return TypeMapping
			.unversionedNode("Category", CATEGORY, ID_PREFIX, (category) -> category.ID,
					CategoryMapping::hasVisibleEvent)
			.field("slug", (category) -> category.SLUG)
			.field("name", (category) -> category.NAME)
			.add("events", this.events.fieldOf((category, event) -> FilterPredicate.selective("category",
					DSL.condition("{0} && array[{1}]", event.CATEGORIES, category.SLUG))));
	}

}
