package dev.marquee.event;

import java.time.DayOfWeek;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.event.EventFacets.FacetValueColumns;
import dev.marquee.pagination.ConnectionPage;
import dev.marquee.pagination.CountedRows;
import dev.marquee.query.compile.Compilation;
import dev.marquee.query.compile.FieldMapping;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.SelectedField;
import dev.marquee.query.compile.TypeMapping;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Mapping of the facets of {@code EventFacets} that count by the local start: days,
 * weekdays and times of day. They count occurrences. Their values are in chronological
 * order.
 */
@Configuration(proxyBeanMethods = false)
class EventTimeFacets {

	@Bean
	TypeMapping<?> eventTimeFacetFields() {
		return TypeMapping.<ConnectionPage<EventSearch>>of("EventFacets", ConnectionPage.class)
			.add("days",
					new TimeFacetMapping(List.of("startsOn", "during"), (event) -> event.START_DAY,
							(event) -> event.START_DAY, "value::text"))
			.add("weekdays",
					new TimeFacetMapping(List.of("weekdays"), (event) -> event.START_WEEKDAY,
							(event) -> event.START_WEEKDAY, elementOf(DayOfWeek.values())))
			.add("timesOfDay", new TimeFacetMapping(List.of("timesOfDay"), (event) -> event.START_TIME,
					(event) -> TimeOfDay.numberOf(event.START_TIME), elementOf(TimeOfDay.values())));
	}

	/** The name of the element that the column "value" numbers, from 1. */
	private static String elementOf(Enum<?>[] values) {
		return Stream.of(values)
			.map((value) -> "'" + value.name() + "'")
			.collect(Collectors.joining(", ", "(array[", "])[value]"));
	}

	/**
	 * Compiles one facet to a list of values with their counts.
	 *
	 * @param ignoredFilters the fields of the filter that the facet ignores
	 * @param column the column that is counted
	 * @param groupBy the value of a counted row
	 * @param valueSql the SQL expression of the value for the filter
	 */
	private record TimeFacetMapping(List<String> ignoredFilters, Function<EventSearch, Field<?>> column,
			Function<EventSearch, Field<?>> groupBy,
			String valueSql) implements FieldMapping<ConnectionPage<EventSearch>> {

		@Override
		public Field<?> compile(ConnectionPage<EventSearch> connectionPage, SelectedField field,
				Compilation compilation) {
			CountedRows<EventSearch> rows = connectionPage.countedRows(this.ignoredFilters,
					(event) -> List.of(this.column.apply(event)));
			Field<?> value = this.groupBy.apply(rows.table());
			Table<?> valueCounts = DSL.select(value.as("value"), DSL.count().as("count"))
				.from(rows.fromExpanded())
				.where(value.isNotNull())
				.groupBy(value)
				.orderBy(DSL.field("value"))
				.limit(DSL.inline(field.arguments().intBetween("first", 1, EventFacets.MAX_VALUES)))
				.asTable("facet");
			Field<String> filterValue = DSL.field(this.valueSql, String.class);
			FacetValueColumns columns = new FacetValueColumns(filterValue, filterValue,
					DSL.field("count", Integer.class), this.ignoredFilters.getFirst());
			return compilation.list(field, RowQuery.from(valueCounts).orderBy(DSL.field("value")), columns);
		}

	}

}
