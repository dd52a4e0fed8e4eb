package dev.marquee.event;

import java.util.List;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.organizer.Organizers;
import dev.marquee.pagination.ConnectionPage;
import dev.marquee.query.compile.Compilation;
import dev.marquee.query.compile.FieldMapping;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.SelectedField;
import dev.marquee.query.compile.TypeMapping;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Mapping of the types {@code EventFacets} and {@code FacetValue}. Each facet counts the
 * list without the facet's own field of the filter.
 */
@Configuration(proxyBeanMethods = false)
class EventFacets {

	/** The maximum number of values of a facet. */
	static final int MAX_VALUES = 400;

	/** The columns that facets read from the counted rows. */
	static List<SelectFieldOrAsterisk> facetColumns(EventSearch event) {
		return List.of(event.CATEGORIES, event.CITY, event.CITY_KEY, event.COUNTRY_CODE, event.ORGANIZER_IDS,
				event.ATTENDANCE_MODE, event.PRICE_KINDS);
	}

	@Bean
	TypeMapping<?> eventConnectionFacets() {
		return TypeMapping.<ConnectionPage<EventSearch>>of("EventConnection", ConnectionPage.class)
			.object("facets", (connectionPage) -> connectionPage);
	}

	@Bean
	TypeMapping<?> eventFacetsType() {
		return TypeMapping.<ConnectionPage<EventSearch>>of("EventFacets", ConnectionPage.class)
			.field("isExact", ConnectionPage::totalCountIsExact)
			.add("categories",
					new FacetMapping("categories", "unnest(categories)", "null::text", "value",
							"(select category.name from category where slug = value)"))
			.add("cities", new FacetMapping("cities", "city_key", "city", "label", "label"))
			.add("countries", new FacetMapping("countries", "country_code", "null::text", "value", """
					coalesce((select venue.country from venue where venue.country_code = value
					and venue.country is not null limit 1), value)"""))
			.add("organizers",
					new FacetMapping("organizerIds", "unnest(organizer_ids)", "null::text",
							"'" + Organizers.ID_PREFIX + "_' || value",
							"(select organizer.name from organizer where organizer.id = value)"))
			.add("attendanceModes", FacetMapping.of("attendanceModes", "attendance_mode"))
			.add("priceKinds", FacetMapping.of(PriceFilter.KINDS, "unnest(price_kinds)"));
	}

	@Bean
	TypeMapping<?> facetValueType() {
		return TypeMapping.<FacetValueColumns>of("FacetValue", FacetValueColumns.class)
			.field("value", FacetValueColumns::value)
			.field("name", FacetValueColumns::name)
			.field("count", FacetValueColumns::count);
	}

	/**
	 * Compiles one facet to a list of values with their counts.
	 *
	 * @param filterField the field of the filter that selects values of this facet
	 * @param groupBySql the SQL expression to group by, over a counted row
	 * @param labelSql the SQL expression of a label, over a counted row; available to the
	 * value and the name as {@code label}
	 * @param valueSql the SQL expression of the value for the filter
	 * @param nameSql the SQL expression of the display name
	 */
	private record FacetMapping(String filterField, String groupBySql, String labelSql, String valueSql,
			String nameSql) implements FieldMapping<ConnectionPage<EventSearch>> {

		static FacetMapping of(String filterField, String groupBySql) {
			return new FacetMapping(filterField, groupBySql, "null::text", "value::text", "value::text");
		}

		@Override
		public Field<?> compile(ConnectionPage<EventSearch> connectionPage, SelectedField field,
				Compilation compilation) {
			Table<?> values = DSL.select(DSL.field(this.groupBySql).as("value"), DSL.field(this.labelSql).as("label"))
				.from(connectionPage.countedRows(List.of(this.filterField)).from())
				.asTable("facet_row");
			Table<?> valueCounts = DSL
				.select(DSL.field("value"), DSL.field("min(label)").as("label"), DSL.count().as("count"))
				.from(values)
				.where("value is not null")
				.groupBy(DSL.field("value"))
				.orderBy(orderBy())
				.limit(DSL.inline(field.arguments().intBetween("first", 1, MAX_VALUES)))
				.asTable("facet");
			FacetValueColumns columns = new FacetValueColumns(DSL.field(this.valueSql, String.class),
					DSL.field(this.nameSql, String.class), DSL.field("count", Integer.class));
			return compilation.list(field, RowQuery.from(valueCounts).orderBy(orderBy()), columns);
		}

		/** By descending count. */
		private static OrderField<?>[] orderBy() {
			return new OrderField<?>[] { DSL.field("count").desc(), DSL.field("value") };
		}

	}

	record FacetValueColumns(Field<String> value, Field<String> name, Field<Integer> count) {
	}

}
