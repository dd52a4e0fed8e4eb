package dev.marquee.event;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;

import dev.marquee.db.tables.Event;
import dev.marquee.graphql.BadUserInputException;
import dev.marquee.organizer.Organizers;
import dev.marquee.query.compile.Compilation;
import dev.marquee.query.compile.GlobalId;
import dev.marquee.query.compile.NodeFields;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.SelectedField;
import dev.marquee.query.compile.TypeMapping;
import dev.marquee.query.compile.TypeMapping.RootValue;
import dev.marquee.venue.Cities;
import dev.marquee.venue.Venues;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.CATEGORY;
import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.ORGANIZER;
import static dev.marquee.db.Tables.VENUE;

/**
 * Mapping of {@code Query.suggest} and {@code Event.similar}: short ranked lists,
 * computed by database functions.
 */
@Configuration(proxyBeanMethods = false)
class EventSuggestions {

	private static final int MAX_RESULTS = 20;

	private static final int MAX_TEXT_LENGTH = 100;

	private final Clock clock;

	EventSuggestions(Clock clock) {
		this.clock = clock;
	}

	@Bean
	TypeMapping<RootValue> suggestQuery() {
		return TypeMapping.query().add("suggest", EventSuggestions::suggestions);
	}

	private static Field<?> suggestions(RootValue rootValue, SelectedField field, Compilation compilation) {
		int limit = field.arguments().intBetween("first", 1, MAX_RESULTS);
		SuggestionColumns row = new SuggestionColumns(DSL.name(compilation.nextAlias()));
		Field<String> text = field.arguments().bind("text", SQLDataType.CLOB, EventSuggestions::validatedText);
		Table<?> found = DSL.table("suggestions({0}, {1})", text, DSL.inline(limit)).as(row.alias());
		return compilation.list(field, RowQuery.from(found).orderBy(row.column("rank", Long.class)), row);
	}

	private static String validatedText(String text) {
		int length = text.codePointCount(0, text.length());
		if (length > MAX_TEXT_LENGTH) {
			throw new BadUserInputException("text",
					"`text` must have at most " + MAX_TEXT_LENGTH + " characters, but has " + length + ".");
		}
		return text.replace("\0", "");
	}

	@Bean
	TypeMapping<?> suggestionType() {
		return TypeMapping.<SuggestionColumns>of("Suggestion", SuggestionColumns.class)
			.field("kind", (row) -> row.column("kind", String.class))
			.field("text", (row) -> row.column("text", String.class))
			.field("value", EventSuggestions::filterValue)
			.add("node",
					(row, field, compilation) -> NodeFields.object(row.idPrefix(), row.column("id", UUID.class), field,
							compilation))
			.toOne("event", EVENT,
					(row, event, arguments) -> RowQuery.from(event).where(event.ID.eq(row.idOfKind("EVENT"))))
			.toOne("venue", VENUE,
					(row, venue, arguments) -> RowQuery.from(venue).where(venue.ID.eq(row.idOfKind("VENUE"))))
			.toOne("organizer", ORGANIZER,
					(row, organizer, arguments) -> RowQuery.from(organizer)
						.where(organizer.ID.eq(row.idOfKind("ORGANIZER"))))
			.toOne("category", CATEGORY,
					(row, category, arguments) -> RowQuery.from(category)
						.where(category.SLUG.eq(row.column("slug", String.class))))
			.toOne("city", VENUE, (row, venue, arguments) -> Cities.withKey(venue, row.idOfKind("CITY")));
	}

	private static Field<?> filterValue(SuggestionColumns row) {
		Field<UUID> id = row.column("id", UUID.class);
		return DSL.case_(row.column("kind", String.class))
			.when("EVENT", GlobalId.expression(Events.ID_PREFIX, id))
			.when("VENUE", GlobalId.expression(Venues.ID_PREFIX, id))
			.when("ORGANIZER", GlobalId.expression(Organizers.ID_PREFIX, id))
			.otherwise(DSL.coalesce(row.column("slug", String.class), row.column("text", String.class)));
	}

	@Bean
	TypeMapping<Event> similarEvents() {
		return TypeMapping.of("Event", EVENT).add("similar", this::similar);
	}

	private Field<?> similar(Event event, SelectedField field, Compilation compilation) {
		int limit = field.arguments().intBetween("first", 1, MAX_RESULTS);
		Name alias = DSL.name(compilation.nextAlias());
		Field<?> now = field.arguments()
			.bindObject(SQLDataType.INSTANT, (arguments) -> this.clock.instant().atOffset(ZoneOffset.UTC));
		Table<?> found = DSL.table("similar_events({0}, {1}, {2})", event.ID, now, DSL.inline(limit)).as(alias);
		Event other = compilation.alias(EVENT);
		RowQuery rowQuery = RowQuery
			.from(found.join(other)
				.on(other.ID.eq(DSL.field(alias.append("event_id"), UUID.class)), compilation.policyCondition(other)))
			.orderBy(DSL.field(alias.append("rank")));
		return compilation.list(field, rowQuery, other);
	}

	/**
	 * The columns of the function {@code suggestions}.
	 */
	private record SuggestionColumns(Name alias) {

		<T> Field<T> column(String name, Class<T> type) {
			return DSL.field(this.alias.append(name), type);
		}

		/** The prefix of the id; null if the suggestion has none. */
		Field<String> idPrefix() {
			return DSL.case_(column("kind", String.class))
				.when("EVENT", Events.ID_PREFIX)
				.when("VENUE", Venues.ID_PREFIX)
				.when("ORGANIZER", Organizers.ID_PREFIX)
				.when("CATEGORY", CategoryMapping.ID_PREFIX);
		}

		/** The id if the suggestion is of this kind, otherwise null. */
		Field<UUID> idOfKind(String kind) {
			return DSL.when(column("kind", String.class).eq(DSL.inline(kind)), column("id", UUID.class));
		}

	}

}
