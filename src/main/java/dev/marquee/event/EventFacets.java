package dev.marquee.event;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.organizer.Organizers;
import dev.marquee.pagination.ConnectionPage;
import dev.marquee.query.compile.Compilation;
import dev.marquee.query.compile.FieldMapping;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.SelectedField;
import dev.marquee.query.compile.TypeMapping;
import dev.marquee.venue.Cities;
import dev.marquee.venue.Venues;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.CATEGORY;
import static dev.marquee.db.Tables.ORGANIZER;
import static dev.marquee.db.Tables.VENUE;

/**
 * Mapping of the types {@code EventFacets} and {@code FacetValue}. Each facet counts the
 * list without the facet's own field of the filter.
 */
@Configuration(proxyBeanMethods = false)
class EventFacets {

	/** The maximum number of values of a facet. */
	static final int MAX_VALUES = 400;

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
					new FacetMapping("categories", (event) -> List.of(event.CATEGORIES), "unnest(categories)",
							"null::text", "value", "(select category.name from category where slug = value)"))
			.add("cities",
					new FacetMapping("cities", (event) -> List.of(event.CITY_KEY, event.CITY), "city_key", "city",
							"label", "label"))
			.add("countries",
					new FacetMapping("countries", (event) -> List.of(event.COUNTRY_CODE), "country_code", "null::text",
							"value", """
									coalesce((select venue.country from venue where venue.country_code = value
									and venue.country is not null limit 1), value)"""))
			.add("organizers",
					new FacetMapping("organizerIds", (event) -> List.of(event.ORGANIZER_IDS), "unnest(organizer_ids)",
							"null::text", "'" + Organizers.ID_PREFIX + "_' || value",
							"(select organizer.name from organizer where organizer.id = value)"))
			.add("attendanceModes",
					FacetMapping.of("attendanceModes", (event) -> List.of(event.ATTENDANCE_MODE), "attendance_mode"))
			.add("priceKinds",
					FacetMapping.of(PriceFilter.KINDS, (event) -> List.of(event.PRICE_KINDS), "unnest(price_kinds)"))
			.add("citiesById",
					new FacetMapping("cityIds", (event) -> List.of(event.CITY_ID, event.CITY), "city_id", "city",
							"'" + Cities.ID_PREFIX + "_' || value", "label"))
			.add("states",
					new FacetMapping("states", (event) -> List.of(event.COUNTRY_CODE, event.STATE_KEY, event.STATE),
							"coalesce(country_code, '  ') || state_key", "state", "label", "label"))
			.add("venues", new FacetMapping("venueIds", (event) -> List.of(event.VENUE_ID), "venue_id", "null::text",
					"'" + Venues.ID_PREFIX + "_' || value", "(select venue.name from venue where venue.id = value)"));
	}

	@Bean
	TypeMapping<?> facetValueType() {
		return TypeMapping.<FacetValueColumns>of("FacetValue", FacetValueColumns.class)
			.field("value", FacetValueColumns::value)
			.field("name", FacetValueColumns::name)
			.field("count", FacetValueColumns::count)
			.field("countryCode", FacetValueColumns::countryCode)
			.toOne("city", VENUE, (facetValue, venue, arguments) -> Cities.withKey(venue, facetValue.key("cityIds")))
			.toOne("venue", VENUE,
					(facetValue, venue, arguments) -> RowQuery.from(venue)
						.where(venue.ID.eq(facetValue.key("venueIds"))))
			.toOne("organizer", ORGANIZER,
					(facetValue, organizer, arguments) -> RowQuery.from(organizer)
						.where(organizer.ID.eq(facetValue.key("organizerIds"))))
			.toOne("category", CATEGORY, (facetValue, category, arguments) -> RowQuery.from(category)
				.where(category.SLUG.eq(facetValue.ifOf("categories", SQLDataType.CLOB))));
	}

	/**
	 * Compiles one facet to a list of values with their counts.
	 *
	 * @param filterField the field of the filter that selects values of this facet
	 * @param columns the columns that the facet reads from a counted row
	 * @param groupBySql the SQL expression to group by, over a counted row
	 * @param labelSql the SQL expression of a label, over a counted row; available to the
	 * value and the name as {@code label}
	 * @param valueSql the SQL expression of the value for the filter
	 * @param nameSql the SQL expression of the display name
	 */
	private record FacetMapping(String filterField,
			Function<EventSearch, List<? extends SelectFieldOrAsterisk>> columns, String groupBySql, String labelSql,
			String valueSql, String nameSql) implements FieldMapping<ConnectionPage<EventSearch>> {

		static FacetMapping of(String filterField, Function<EventSearch, List<? extends SelectFieldOrAsterisk>> columns,
				String groupBySql) {
			return new FacetMapping(filterField, columns, groupBySql, "null::text", "value::text", "value::text");
		}

		@Override
		public Field<?> compile(ConnectionPage<EventSearch> connectionPage, SelectedField field,
				Compilation compilation) {
			Table<?> values = DSL.select(DSL.field(this.groupBySql).as("value"), DSL.field(this.labelSql).as("label"))
				.from(connectionPage.countedRows(List.of(this.filterField), this.columns).from())
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
					DSL.field(this.nameSql, String.class), DSL.field("count", Integer.class), this.filterField);
			return compilation.list(field, RowQuery.from(valueCounts).orderBy(orderBy()), columns);
		}

		/** By descending count. */
		private static OrderField<?>[] orderBy() {
			return new OrderField<?>[] { DSL.field("count").desc(), DSL.field("value") };
		}

	}

	/**
	 * The columns of one value of a facet.
	 *
	 * @param filterField the field of the filter that selects values of the facet
	 */
	record FacetValueColumns(Field<String> value, Field<String> name, Field<Integer> count, String filterField) {

		/** The country of a country or a state; null for other facets. */
		Field<String> countryCode() {
			return switch (this.filterField) {
				case "countries" -> DSL.field("value", SQLDataType.CLOB);
				case "states" -> DSL.field("nullif(left(value, 2), '  ')", SQLDataType.CLOB);
				default -> DSL.inline((String) null, SQLDataType.CLOB);
			};
		}

		/**
		 * The value that is grouped by, if the facet is for this field; otherwise null.
		 */
		<T> Field<T> ifOf(String filterField, DataType<T> type) {
			return filterField.equals(this.filterField) ? DSL.field("value", type) : DSL.inline((T) null, type);
		}

		Field<UUID> key(String filterField) {
			return ifOf(filterField, SQLDataType.UUID);
		}

	}

}
