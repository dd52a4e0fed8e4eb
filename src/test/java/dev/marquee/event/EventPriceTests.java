package dev.marquee.event;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.StatementRecorder;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a list shows of an event's tickets, the order by price, and the price bands.
 */
@IntegrationTest
class EventPriceTests {

	private static final String PRICES = """
			query Prices($filter: EventFilter, $order: EventOrder, $after: String) {
				events(first: 30, filter: $filter, orderBy: $order, after: $after) {
					totalCount nodes { id name priceRange { min max currency } priceRanges { min max currency }
						isFree isSoldOut ticketAvailability } pageInfo { hasNextPage endCursor } } }
			""";

	private static final String BANDS = """
			query Bands($filter: EventFilter, $currency: Currency!) { events(filter: $filter) { totalCount
				facets { priceBands(currency: $currency) { min max currency count } } } }
			""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	StatementRecorder statementRecorder;

	/** A ticket is written as kind, amount, currency and availability. */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					                                                       | null                                   | null  | null  | UNKNOWN
					FREE                                                   | null                                   | true  | null  | UNKNOWN
					FREE ,FREE                                             | null                                   | true  | null  | UNKNOWN
					FREE ,UNKNOWN                                          | null                                   | null  | null  | UNKNOWN
					PAID                                                   | null                                   | false | null  | UNKNOWN
					PAID 12.50 EUR                                         | {"min":12.5,"max":12.5,"currency":"EUR"} | false | null  | UNKNOWN
					PAID 20 EUR SOLD_OUT,PAID 5 EUR IN_STOCK               | {"min":5,"max":20,"currency":"EUR"}    | false | false | IN_STOCK
					PAID 20 EUR SOLD_OUT,PAID 5 EUR SOLD_OUT               | {"min":5,"max":20,"currency":"EUR"}    | false | true  | SOLD_OUT
					PAID 20 EUR SOLD_OUT,PAID 5 EUR                        | {"min":5,"max":20,"currency":"EUR"}    | false | null  | UNKNOWN
					PAID 20 EUR DISCONTINUED                               | {"min":20,"max":20,"currency":"EUR"}   | false | true  | DISCONTINUED
					FREE ,PAID 20 EUR LIMITED                              | {"min":0,"max":20,"currency":"EUR"}    | false | false | LIMITED
					PAID 20 EUR,PAID 9 USD,PAID 7 USD                      | {"min":7,"max":9,"currency":"USD"}     | false | null  | UNKNOWN
					PAID 20 EUR,PAID 7 USD                                 | {"min":20,"max":20,"currency":"EUR"}   | false | null  | UNKNOWN
					""")
	void ticketsAreSummarized(String tickets, String priceRange, String isFree, String isSoldOut, String availability) {
		TestDatabase.clear();
		add("Owls", (tickets != null) ? tickets : "");
		JsonNode event = prices(Map.of()).at("/nodes/0");
		assertThat(event.get("priceRange").toString()).isEqualTo(priceRange);
		assertThat(event.get("isFree").toString()).isEqualTo(isFree);
		assertThat(event.get("isSoldOut").toString()).isEqualTo(isSoldOut);
		assertThat(event.get("ticketAvailability").asString()).isEqualTo(availability);
		assertThat(event.get("priceRanges"))
			.hasSize(priceRange.equals("null") ? 0 : (tickets.contains("USD") && tickets.contains("EUR")) ? 2 : 1);
		assertThat(prices(Map.of("ticketAvailabilities", List.of(availability))).get("totalCount").asInt()).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ASC", "DESC" })
	void eventsWithoutPriceAreLast(String direction) {
		TestDatabase.clear();
		for (String event : List.of("PAID 5 EUR", "PAID 100 EUR,PAID 30 EUR", "PAID 9.99 EUR", "FREE ,PAID 7 EUR",
				"PAID 3 USD", "PAID", "", "FREE")) {
			add(event, event);
		}
		List<String> ascending = List.of("FREE", "FREE ,PAID 7 EUR", "PAID 5 EUR", "PAID 9.99 EUR",
				"PAID 100 EUR,PAID 30 EUR", "PAID 3 USD");
		List<String> names = names(prices(Map.of(), Map.of("field", "PRICE", "direction", direction)));
		assertThat(names.subList(0, 6)).isEqualTo(direction.equals("ASC") ? ascending : ascending.reversed());
		assertThat(names.subList(6, 8)).containsExactlyInAnyOrder("PAID", "none");
		assertThat(names(
				prices(Map.of("price", Map.of("currency", "EUR")), Map.of("field", "PRICE", "direction", direction))))
			.isEqualTo(direction.equals("ASC") ? ascending.subList(0, 5) : ascending.subList(0, 5).reversed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "ASC", "DESC" })
	void pagesByPriceHaveEachEventOnce(String direction) {
		RandomListings.populate(59, 110);
		for (Map<String, Object> filter : List.<Map<String, Object>>of(Map.of(),
				Map.of("during", Map.of("from", "2026-01-03T00:00:00Z")), Map.of("price", Map.of("currency", "JPY")))) {
			List<JsonNode> events = new ArrayList<>();
			Map<String, Object> variables = new HashMap<>(
					Map.of("filter", filter, "order", Map.of("field", "PRICE", "direction", direction)));
			JsonNode page;
			do {
				page = this.graphQlTestClient.data(PRICES, variables).get("events");
				page.get("nodes").forEach(events::add);
				variables.put("after", page.at("/pageInfo/endCursor").asString());
			}
			while (page.at("/pageInfo/hasNextPage").asBoolean());
			assertThat(events).doesNotHaveDuplicates().hasSize(page.get("totalCount").asInt()).hasSizeGreaterThan(20);
			for (String currency : List.of("EUR", "JPY", "USD")) {
				List<BigDecimal> least = events.stream()
					.filter((event) -> event.at("/priceRange/currency").asString("").equals(currency))
					.map((event) -> event.at("/priceRange/min").decimalValue())
					.toList();
				assertThat(least).isSortedAccordingTo(
						direction.equals("ASC") ? Comparator.naturalOrder() : Comparator.reverseOrder());
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "EUR", "JPY", "USD" })
	void everyPriceBandCanBeChosen(String currency) {
		RandomListings.populate(61, 90);
		Map<String, Object> all = Map.of("statuses", List.of("SCHEDULED", "CANCELLED", "RESCHEDULED"));
		JsonNode bands = bands(all, currency).at("/facets/priceBands");
		assertThat(bands).hasSizeGreaterThan(2);
		BigDecimal previous = BigDecimal.ZERO;
		for (JsonNode band : bands) {
			assertThat(band.get("min").decimalValue()).isGreaterThan(previous);
			previous = band.get("max").decimalValue();
			Map<String, Object> chosen = new HashMap<>(all);
			chosen.put("price", Map.of("atLeast", Map.of("amount", band.get("min"), "currency", currency), "atMost",
					Map.of("amount", band.get("max"), "currency", currency)));
			JsonNode events = bands(chosen, currency);
			assertThat(events.get("totalCount").asInt()).as(band.toString()).isEqualTo(band.get("count").asInt());
			assertThat(events.at("/facets/priceBands")).isEqualTo(bands);
		}
	}

	@Test
	void priceBandsBeginAtRoundAmounts() {
		TestDatabase.clear();
		add("a", "PAID 0.5 EUR,PAID 1 EUR,PAID 1.99 EUR,PAID 19.99 EUR");
		add("b", "PAID 20 EUR,PAID 49.99 EUR,PAID 50 EUR,PAID 7 USD,FREE ");
		add("c", "PAID 1500 JPY,PAID 1999 JPY,PAID 20 EUR");
		assertThat(bands(Map.of(), "EUR").at("/facets/priceBands")
			.valueStream()
			.map((band) -> "%s to %s: %d".formatted(plain(band.get("min")), plain(band.get("max")),
					band.get("count").asInt())))
			.containsExactly("0.0001 to 0.99: 1", "1 to 1.99: 1", "10 to 19.99: 1", "20 to 49.99: 2", "50 to 99.99: 1");
		assertThat(bands(Map.of(), "JPY").at("/facets/priceBands").toString())
			.isEqualTo("[{\"min\":1000,\"max\":1999,\"currency\":\"JPY\",\"count\":1}]");
		assertThat(bands(Map.of(), "XXX").at("/facets/priceBands")).isEmpty();
	}

	@Test
	void priceBandsOfASuggestedCategoryAreThoseOfItsEvents() {
		TestDatabase.clear();
		add("a", "PAID 12.50 EUR");
		TestDatabase.dsl().execute("insert into category (slug, name) values ('owls', 'Owl walks')");
		TestDatabase.dsl()
			.execute("insert into event_category (event_id, position, category_slug) select id, 0, 'owls' from event");
		JsonNode data = this.graphQlTestClient.data("""
				{ suggest(text: "owl") { category { ...Bands } } category(slug: "owls") { ...Bands } }
				fragment Bands on Category { events { facets { priceBands(currency: "EUR") { min count } } } }
				""");
		assertThat(data.at("/category/events/facets/priceBands").toString()).isEqualTo("[{\"min\":10,\"count\":1}]");
		assertThat(data.at("/suggest/0/category")).isEqualTo(data.get("category"));
	}

	@Test
	void listWithPricesTakesOneStatement() {
		RandomListings.populate(61, 10);
		prices(Map.of());
		this.statementRecorder.reset();
		prices(Map.of());
		assertThat(this.statementRecorder.recorded()).hasSizeBetween(1, 2);
	}

	/** The shortest {@code double} of each amount is the amount. */
	@Test
	void everyAmountSurvivesJavaScriptNumbers() {
		TestDatabase.clear();
		add("Owls", "PAID 99999999999.9999 CLF,PAID 12345678901.2345 CLF,PAID 0.0001 CLF,PAID 0.1 CLF");
		JsonNode tickets = this.graphQlTestClient.data("{ events { nodes { tickets { price { amount } } } } }")
			.at("/events/nodes/0/tickets");
		assertThat(tickets.valueStream().map((ticket) -> ticket.at("/price/amount").decimalValue()))
			.extracting((amount) -> new BigDecimal(Double.toString(amount.doubleValue())).stripTrailingZeros())
			.containsExactly(new BigDecimal("99999999999.9999"), new BigDecimal("12345678901.2345"),
					new BigDecimal("0.0001"), new BigDecimal("0.1"));
	}

	private static String plain(JsonNode amount) {
		return amount.decimalValue().stripTrailingZeros().toPlainString();
	}

	private JsonNode prices(Map<String, ?> filter) {
		return this.graphQlTestClient.data(PRICES, Map.of("filter", filter)).get("events");
	}

	private JsonNode prices(Map<String, ?> filter, Map<String, ?> order) {
		return this.graphQlTestClient.data(PRICES, Map.of("filter", filter, "order", order)).get("events");
	}

	private JsonNode bands(Map<String, ?> filter, String currency) {
		return this.graphQlTestClient.data(BANDS, Map.of("filter", filter, "currency", currency)).get("events");
	}

	private static List<String> names(JsonNode events) {
		return events.get("nodes").valueStream().map((event) -> event.get("name").asString()).toList();
	}

	private static void add(String name, String tickets) {
		TestDatabase.transactionTemplate().executeWithoutResult((transaction) -> {
			Object id = TestDatabase.dsl().fetchValue("""
					insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source)
					values (gen_random_uuid(), ?, '2026-01-01 20:00Z', '2026-01-01 20:00', 'UTC', 'MINUTE', 'STATED')
					returning id""", name.isEmpty() ? "none" : name);
			int position = 0;
			for (String ticket : tickets.isEmpty() ? new String[0] : tickets.split(",")) {
				String[] parts = ticket.split(" ");
				String availability = (parts.length > 3) ? parts[3] : "UNKNOWN";
				TestDatabase.dsl()
					.execute(
							"""
									insert into ticket (event_id, position, price_kind, price_amount, price_currency, availability)
									values (?, ?, ?, ?::numeric, ?, ?)""",
							id, position++, parts[0], (parts.length > 1) ? parts[1] : null,
							(parts.length > 2) ? parts[2] : null, availability);
			}
		});
	}

}
