package dev.marquee.event;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;

import dev.marquee.graphql.BadUserInput;
import dev.marquee.organizer.Organizers;
import dev.marquee.schema.tables.Event;
import dev.marquee.selection.Arguments;
import dev.marquee.selection.Compilation;
import dev.marquee.selection.Rows;
import dev.marquee.selection.SelectedField;
import dev.marquee.selection.TypeMapping;
import dev.marquee.selection.TypeMapping.Root;
import dev.marquee.venue.Venues;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.schema.Tables.CATEGORY;
import static dev.marquee.schema.Tables.EVENT;
import static dev.marquee.schema.Tables.ORGANIZER;
import static dev.marquee.schema.Tables.VENUE;

/**
 * What Marquee proposes of itself: {@code Query.suggest} to somebody who types, and
 * {@code Event.similar} to somebody who looks at an event. Both are short lists in an
 * order of their own, which functions of the database make.
 */
@Configuration(proxyBeanMethods = false)
class EventSuggestions {

	private static final int MOST = 20;

	private static final int LONGEST_TEXT = 100;

	private final Clock clock;

	EventSuggestions(Clock clock) {
		this.clock = clock;
	}

	@Bean
	TypeMapping<Root> suggest() {
		return TypeMapping.query().add("suggest", EventSuggestions::suggestions);
	}

	private static Field<?> suggestions(Root root, SelectedField field, Compilation compilation) {
		int size = size(field.arguments());
		Suggestion row = new Suggestion(DSL.name(compilation.alias()));
		Field<String> text = field.arguments().bind("text", SQLDataType.CLOB, EventSuggestions::checked);
		Table<?> found = DSL.table("suggestions({0}, {1})", text, DSL.inline(size)).as(row.alias());
		return compilation.list(field, Rows.from(found).orderBy(row.column("place", Long.class)), row);
	}

	private static String checked(String text) {
		if (text.length() > LONGEST_TEXT) {
			throw new BadUserInput("text",
					"`text` must have at most " + LONGEST_TEXT + " characters, but has " + text.length() + ".");
		}
		return text.replace("\0", "");
	}

	private static int size(Arguments arguments) {
		Integer size = arguments.integer("first");
		if (size == null || size < 1 || size > MOST) {
			throw new BadUserInput("first", "`first` must be between 1 and " + MOST + ", but is " + size + ".");
		}
		return size;
	}

	@Bean
	TypeMapping<?> suggestionType() {
		return TypeMapping.<Suggestion>of("Suggestion", Suggestion.class)
			.field("kind", (row) -> row.column("kind", String.class))
			.field("text", (row) -> row.column("text", String.class))
			.field("value", EventSuggestions::value)
			.one("event", EVENT, (row, event, arguments) -> Rows.from(event).where(event.ID.eq(row.id("EVENT"))))
			.one("venue", VENUE, (row, venue, arguments) -> Rows.from(venue).where(venue.ID.eq(row.id("VENUE"))))
			.one("organizer", ORGANIZER,
					(row, organizer, arguments) -> Rows.from(organizer).where(organizer.ID.eq(row.id("ORGANIZER"))))
			.one("category", CATEGORY, (row, category, arguments) -> Rows.from(category)
				.where(category.SLUG.eq(row.column("slug", String.class))));
	}

	private static Field<?> value(Suggestion row) {
		Field<String> id = row.column("id", UUID.class).cast(SQLDataType.CLOB);
		return DSL.case_(row.column("kind", String.class))
			.when("EVENT", DSL.concat(DSL.inline(EventMapping.ID_PREFIX + "_"), id))
			.when("VENUE", DSL.concat(DSL.inline(Venues.ID_PREFIX + "_"), id))
			.when("ORGANIZER", DSL.concat(DSL.inline(Organizers.ID_PREFIX + "_"), id))
			.otherwise(DSL.coalesce(row.column("slug", String.class), row.column("text", String.class)));
	}

	@Bean
	TypeMapping<Event> similarEvents() {
		return TypeMapping.of("Event", EVENT).add("similar", this::similar);
	}

	private Field<?> similar(Event event, SelectedField field, Compilation compilation) {
		int size = size(field.arguments());
		Name alias = DSL.name(compilation.alias());
		Field<?> now = field.arguments()
			.bindObject(SQLDataType.INSTANT, (arguments) -> this.clock.instant().atOffset(ZoneOffset.UTC));
		Table<?> found = DSL.table("similar_events({0}, {1}, {2})", event.ID, now, DSL.inline(size)).as(alias);
		Event other = compilation.alias(EVENT);
		Rows rows = Rows
			.from(found.join(other)
				.on(other.ID.eq(DSL.field(alias.append("event_id"), UUID.class)), compilation.seen(other)))
			.orderBy(DSL.field(alias.append("place")));
		return compilation.list(field, rows, other);
	}

	/**
	 * A row of the function {@code suggestions}.
	 */
	private record Suggestion(Name alias) {

		<T> Field<T> column(String name, Class<T> type) {
			return DSL.field(this.alias.append(name), type);
		}

		/** The id when it is one of this kind, else null. */
		Field<UUID> id(String kind) {
			return DSL.when(column("kind", String.class).eq(DSL.inline(kind)), column("id", UUID.class));
		}

	}

}
