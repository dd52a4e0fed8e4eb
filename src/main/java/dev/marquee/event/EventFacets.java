package dev.marquee.event;

import java.util.List;

import dev.marquee.graphql.BadUserInput;
import dev.marquee.organizer.Organizers;
import dev.marquee.paging.Page;
import dev.marquee.schema.tables.EventSearch;
import dev.marquee.selection.Compilation;
import dev.marquee.selection.FieldMapping;
import dev.marquee.selection.Rows;
import dev.marquee.selection.SelectedField;
import dev.marquee.selection.TypeMapping;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The counts beside a list of events: the types {@code EventFacets} and
 * {@code FacetValue}. Each facet counts the list as it would be without the facet's own
 * field of the filter.
 */
@Configuration(proxyBeanMethods = false)
class EventFacets {

	private static final int MOST_VALUES = 400;

	/** What a list of events can be counted by. */
	static List<SelectFieldOrAsterisk> columns(EventSearch event) {
		return List.of(event.CATEGORIES, event.CITY, event.COUNTRY_CODE, event.ORGANIZER_IDS, event.ATTENDANCE_MODE,
				event.PRICE_KINDS, event.START_DAY);
	}

	@Bean
	TypeMapping<?> facetsOfEvents() {
		return TypeMapping.<Page<EventSearch>>of("EventConnection", Page.class).object("facets", (page) -> page);
	}

	@Bean
	TypeMapping<?> eventFacetsType() {
		return TypeMapping.<Page<EventSearch>>of("EventFacets", Page.class)
			.field("isExact", Page::isWhollyCounted)
			.add("categories",
					new Facet("categories", "unnest(categories)", "null::text", "value",
							"(select category.name from category where slug = value)"))
			.add("cities", new Facet("cities", "lower(city)", "city", "label", "label"))
			.add("countries", new Facet("countries", "country_code", "null::text", "value", """
					coalesce((select venue.country from venue where venue.country_code = value
					and venue.country is not null limit 1), value)"""))
			.add("organizers",
					new Facet("organizerIds", "unnest(organizer_ids)", "null::text",
							"'" + Organizers.ID_PREFIX + "_' || value",
							"(select organizer.name from organizer where organizer.id = value)"))
			.add("attendanceModes", Facet.of("attendanceModes", "attendance_mode"))
			.add("priceKinds", Facet.of(EventFilter.PRICE_KINDS, "unnest(price_kinds)"))
			.add("days", Facet.of("during", "start_day"));
	}

	@Bean
	TypeMapping<?> facetValueType() {
		return TypeMapping.<Value>of("FacetValue", Value.class)
			.field("value", Value::value)
			.field("name", Value::name)
			.field("count", Value::count);
	}

	/**
	 * One facet.
	 *
	 * @param filter the field of the filter that chooses among its values
	 * @param by the SQL of what is counted by, from a row that is counted
	 * @param label the SQL of a text that comes along
	 * @param value the SQL of what the filter takes
	 * @param name the SQL of what people read
	 */
	private record Facet(String filter, String by, String label, String value,
			String name) implements FieldMapping<Page<EventSearch>> {

		static Facet of(String filter, String by) {
			return new Facet(filter, by, "null::text", "value::text", "value::text");
		}

		@Override
		public Field<?> compile(Page<EventSearch> page, SelectedField field, Compilation compilation) {
			Table<?> each = DSL.select(DSL.field(this.by).as("value"), DSL.field(this.label).as("label"))
				.from(page.counted(List.of(this.filter)).from())
				.asTable("each");
			Table<?> counted = DSL
				.select(DSL.field("value"), DSL.field("min(label)").as("label"), DSL.count().as("count"))
				.from(each)
				.where("value is not null")
				.groupBy(DSL.field("value"))
				.orderBy(order())
				.limit(DSL.inline(size(field)))
				.asTable("facet");
			Value row = new Value(DSL.field(this.value, String.class), DSL.field(this.name, String.class),
					DSL.field("count", Integer.class));
			return compilation.list(field, Rows.from(counted).orderBy(order()), row);
		}

		/** Days as they follow each other, everything else by how many there are. */
		private OrderField<?>[] order() {
			Field<?> value = DSL.field("value");
			return this.filter.equals("during") ? new OrderField<?>[] { value }
					: new OrderField<?>[] { DSL.field("count").desc(), value };
		}

		private static int size(SelectedField field) {
			Integer size = field.arguments().integer("first");
			if (size == null || size < 1 || size > MOST_VALUES) {
				throw new BadUserInput("first",
						"`first` must be between 1 and " + MOST_VALUES + ", but is " + size + ".");
			}
			return size;
		}

	}

	private record Value(Field<String> value, Field<String> name, Field<Integer> count) {
	}

}
