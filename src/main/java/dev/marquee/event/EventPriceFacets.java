package dev.marquee.event;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.event.EventFacets.FacetValueColumns;
import dev.marquee.pagination.ConnectionPage;
import dev.marquee.pagination.CountedRows;
import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.Compilation;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.SelectedField;
import dev.marquee.query.compile.TypeMapping;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Mapping of the facets of {@code EventFacets} that count by tickets: availabilities and
 * price bands.
 */
@Configuration(proxyBeanMethods = false)
class EventPriceFacets {

	/**
	 * The bands of a row's prices, each once. They begin at 1, 2 and 5 times each power
	 * of ten, and end one minor unit of the currency before the next one. An amount with
	 * more decimals than the currency has may be above its band, and is in none. The
	 * offsets keep PostgreSQL from computing a value for each of its uses.
	 */
	private static final String BANDS_OF_ROW = """
			lateral (
				select distinct band
				from (
					select amount, case
						when amount < 1 then numrange(0.0001, 1 - least({1}, 0.01), '[]')
						when amount < 2 * power then numrange(power, 2 * power - {1}, '[]')
						when amount < 5 * power then numrange(2 * power, 5 * power - {1}, '[]')
						else numrange(5 * power, 10 * power - {1}, '[]')
					end as band
					from (
						select written.amount::numeric as amount,
							('1' || repeat('0', char_length(split_part(written.amount, '.', 1)) - 1))::numeric as power
						from jsonb_array_elements_text({0} -> {2}) as written (amount) offset 0
					) as magnitude offset 0
				) as banded
				where amount <@ band
			) as price""";

	@Bean
	TypeMapping<?> eventPriceFacetFields() {
		return TypeMapping.<ConnectionPage<EventSearch>>of("EventFacets", ConnectionPage.class)
			.add("ticketAvailabilities", EventPriceFacets::availabilities)
			.add("priceBands", EventPriceFacets::bands);
	}

	@Bean
	TypeMapping<?> priceBandType() {
		return TypeMapping.<PriceBandColumns>of("PriceBand", PriceBandColumns.class)
			.field("min", PriceBandColumns::min)
			.field("max", PriceBandColumns::max)
			.field("currency", PriceBandColumns::currency)
			.field("count", PriceBandColumns::count);
	}

	private static Field<?> availabilities(ConnectionPage<EventSearch> connectionPage, SelectedField field,
			Compilation compilation) {
		CountedRows<EventSearch> rows = connectionPage.countedRows(List.of("ticketAvailabilities"),
				(event) -> List.of(event.TICKET_AVAILABILITY));
		Field<String> value = rows.table().TICKET_AVAILABILITY;
		Table<?> counts = DSL.select(value.as("value"), DSL.count().as("count"))
			.from(rows.from())
			.groupBy(value)
			.orderBy(DSL.field("count").desc(), DSL.field("value"))
			.limit(limit(field))
			.asTable("facet");
		Field<String> name = DSL.field("value", String.class);
		return compilation.list(field, RowQuery.from(counts).orderBy(DSL.field("count").desc(), DSL.field("value")),
				new FacetValueColumns(name, name, DSL.field("count", Integer.class), "ticketAvailabilities"));
	}

	private static Field<?> bands(ConnectionPage<EventSearch> connectionPage, SelectedField field,
			Compilation compilation) {
		Field<String> currency = field.arguments().bind("currency", SQLDataType.CLOB, Currency::getCurrencyCode);
		CountedRows<EventSearch> rows = connectionPage.countedRows(PriceFilter.ALL, (event) -> List.of(event.PRICES));
		Table<?> bands = DSL.table(BANDS_OF_ROW, rows.table().PRICES, minorUnit(field.arguments()), currency);
		Table<?> counts = DSL.select(DSL.field("price.band").as("band"), DSL.count().as("count"))
			.from(rows.from(), bands)
			.groupBy(DSL.field("price.band"))
			.orderBy(DSL.field("band"))
			.limit(limit(field))
			.asTable("facet");
		return compilation.list(field, RowQuery.from(counts).orderBy(DSL.field("band")),
				new PriceBandColumns(DSL.field("lower(band)", SQLDataType.NUMERIC),
						DSL.field("upper(band)", SQLDataType.NUMERIC), currency, DSL.field("count", Integer.class)));
	}

	private static Field<Integer> limit(SelectedField field) {
		return DSL.inline(field.arguments().intBetween("first", 1, EventFacets.MAX_VALUES));
	}

	private static Field<BigDecimal> minorUnit(Arguments arguments) {
		return arguments.bind("currency", SQLDataType.NUMERIC,
				(Currency currency) -> BigDecimal.ONE.movePointLeft(Math.max(0, currency.getDefaultFractionDigits())));
	}

	private record PriceBandColumns(Field<BigDecimal> min, Field<BigDecimal> max, Field<String> currency,
			Field<Integer> count) {
	}

}
