package dev.marquee.query.compile;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.TestCursors;
import dev.marquee.db.tables.records.RecurrenceRecord;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.scalars.country.code.CountryCode;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetcherFactories;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLSchema;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import static dev.marquee.db.Routines.cityId;
import static dev.marquee.db.Tables.CATEGORY;
import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_CATEGORY;
import static dev.marquee.db.Tables.EVENT_IDENTIFIER;
import static dev.marquee.db.Tables.EVENT_ORGANIZER;
import static dev.marquee.db.Tables.EVENT_PERFORMER;
import static dev.marquee.db.Tables.FAQ;
import static dev.marquee.db.Tables.IMAGE;
import static dev.marquee.db.Tables.LISTING_SOURCE;
import static dev.marquee.db.Tables.ORGANIZER;
import static dev.marquee.db.Tables.PERFORMER;
import static dev.marquee.db.Tables.RECURRENCE;
import static dev.marquee.db.Tables.STRUCTURED_DATA;
import static dev.marquee.db.Tables.TICKET;
import static dev.marquee.db.Tables.VENUE;

/**
 * Executes queries in the slow and simple way: reads every table into maps, and lets
 * graphql-java traverse them and the schema's own scalars serialize them. The compiler
 * must return the same.
 */
final class ReferenceExecutor {

	/** The filter hash in the cursors of lists without a filter. */
	private static final String NO_FILTER_HASH = "00000000";

	private static final String TYPE = "$type";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Map<UUID, Map<String, Object>> venues = new LinkedHashMap<>();

	private final Map<UUID, Map<String, Object>> organizers = new LinkedHashMap<>();

	private final Map<UUID, Map<String, Object>> performers = new LinkedHashMap<>();

	private final Map<UUID, Map<String, Object>> events = new LinkedHashMap<>();

	private final Map<String, Map<String, Object>> categories = new LinkedHashMap<>();

	private final GraphQL graphQl;

	ReferenceExecutor(GraphQLSchema schema, DSLContext sql) {
		sql.select(VENUE.asterisk(), cityId(VENUE.CITY, VENUE.STATE, VENUE.COUNTRY_CODE).as("city_id"))
			.from(VENUE)
			.orderBy(VENUE.NAME, VENUE.ID)
			.forEach((row) -> this.venues.put(row.get(VENUE.ID), venue(row)));
		sql.selectFrom(ORGANIZER)
			.orderBy(ORGANIZER.NAME, ORGANIZER.ID)
			.forEach((row) -> this.organizers.put(row.getId(), organizer(row)));
		sql.selectFrom(PERFORMER)
			.orderBy(PERFORMER.NAME, PERFORMER.ID)
			.forEach((row) -> this.performers.put(row.getId(), performer(row)));
		sql.selectFrom(CATEGORY)
			.orderBy(CATEGORY.NAME, CATEGORY.SLUG)
			.forEach((row) -> this.categories.put(row.getSlug(), category(row)));
		sql.selectFrom(EVENT)
			.orderBy(EVENT.STARTS_AT, EVENT.ID)
			.forEach((row) -> this.events.put(row.getId(), event(row)));
		addAssociations(sql);
		addOccurrences(Instant.now());
		addUpcomingEventCounts(Instant.now());
		this.graphQl = GraphQL
			.newGraphQL(schema.transformWithoutTypes((builder) -> builder.codeRegistry(fetchers(schema))))
			.build();
	}

	ExecutionResult execute(String document, Map<String, Object> variables) {
		return this.graphQl.execute(ExecutionInput.newExecutionInput(document).variables(variables).build());
	}

	List<String> ids() {
		return nodes().map((row) -> (String) row.get("id")).toList();
	}

	private Stream<Map<String, Object>> nodes() {
		return Stream
			.of(this.events.values(), this.venues.values(), this.organizers.values(), this.performers.values(),
					usedCategories(), occurrences())
			.flatMap(Collection::stream);
	}

	/** No event of the random listings recurs. */
	@SuppressWarnings("unchecked") // a row
	private List<Map<String, Object>> occurrences() {
		return this.events.values().stream().map((event) -> (Map<String, Object>) event.get("$occurrence")).toList();
	}

	private List<Map<String, Object>> usedCategories() {
		return this.categories.values().stream().filter((category) -> !eventsIn(category).isEmpty()).toList();
	}

	private List<Map<String, Object>> eventsIn(Object category) {
		return eventsWhere((event) -> ((List<?>) event.get("categories")).contains(category));
	}

	List<String> slugs() {
		return List.copyOf(this.categories.keySet());
	}

	List<String> eventSlugs() {
		return this.events.values().stream().map((event) -> (String) event.get("slug")).toList();
	}

	List<String> urls() {
		return this.events.values()
			.stream()
			.filter((event) -> event.get("url") != null)
			.map((event) -> event.get("url").toString())
			.toList();
	}

	/** At least one, which may be unknown. */
	List<String> identifiers() {
		return Stream.concat(Stream.of("unknown"), this.events.values().stream().flatMap(ReferenceFacts::identifiers))
			.toList();
	}

	List<String> eventCursors() {
		return this.events.values().stream().map((event) -> (String) event.get("$cursor")).toList();
	}

	private GraphQLCodeRegistry fetchers(GraphQLSchema schema) {
		GraphQLCodeRegistry.Builder registry = GraphQLCodeRegistry.newCodeRegistry(schema.getCodeRegistry())
			.defaultDataFetcher(DataFetcherFactories
				.useDataFetcher((field) -> ((Map<?, ?>) field.getSource()).get(field.getField().getName())))
			.typeResolver("Node",
					(environment) -> schema.getObjectType((String) ((Map<?, ?>) environment.getObject()).get(TYPE)));
		fetcher(registry, "Query", "node", (field) -> byId(field.getArgument("id")));
		fetcher(registry, "Query", "nodes",
				(field) -> ((List<?>) field.getArgument("ids")).stream().map((id) -> byId((String) id)).toList());
		fetcher(registry, "Query", "event", (field) -> byId(field, "Event"));
		fetcher(registry, "Query", "venue", (field) -> byId(field, "Venue"));
		fetcher(registry, "Query", "organizer", (field) -> byId(field, "Organizer"));
		fetcher(registry, "Query", "eventBySlug",
				(field) -> eventsWhere((event) -> event.get("slug").equals(field.getArgument("slug"))).stream()
					.findAny()
					.orElse(null));
		fetcher(registry, "Query", "eventByUrl",
				(field) -> this.events.values()
					.stream()
					.filter((event) -> field.getArgument("url").equals(event.get("url")))
					.findAny()
					.orElse(null));
		fetcher(registry, "Query", "performer", (field) -> byId(field, "Performer"));
		fetcher(registry, "Query", "performers", (field) -> connection(field, List.copyOf(this.performers.values())));
		fetcher(registry, "Performer", "events", (field) -> connection(field,
				eventsWhere((event) -> ((List<?>) event.get("performers")).contains(field.<Object>getSource()))));
		fetcher(registry, "Query", "eventByIdentifier",
				(field) -> eventsWhere((event) -> ReferenceFacts.isIdentifiedBy(event, field.getArgument("identifier")))
					.stream()
					.findAny()
					.orElse(null));
		fetcher(registry, "Query", "viewer", (field) -> null);
		fetcher(registry, "Query", "categories",
				(field) -> usedCategories().stream()
					.limit(field.containsArgument("first") ? (Integer) field.getArgument("first") : Integer.MAX_VALUE)
					.toList());
		fetcher(registry, "Query", "category",
				(field) -> usedCategories().stream()
					.filter((category) -> category.get("slug").equals(field.getArgument("slug")))
					.findAny()
					.orElse(null));
		fetcher(registry, "Category", "events", (field) -> connection(field, eventsIn(field.getSource())));
		fetcher(registry, "Event", "image", ReferenceExecutor::image);
		fetcher(registry, "Event", "occurrences",
				(field) -> connection(field,
						occurrences().stream()
							.filter((occurrence) -> occurrence.get("event") == field.<Object>getSource())
							.toList()));
		fetcher(registry, "Query", "occurrences", (field) -> connection(field, occurrences()));
		fetcher(registry, "Query", "events", (field) -> connection(field, List.copyOf(this.events.values())));
		fetcher(registry, "Query", "venues", (field) -> connection(field, List.copyOf(this.venues.values())));
		fetcher(registry, "Query", "organizers", (field) -> connection(field, List.copyOf(this.organizers.values())));
		fetcher(registry, "Venue", "events",
				(field) -> connection(field, eventsWhere((event) -> event.get("venue") == field.getSource())));
		fetcher(registry, "Organizer", "events", (field) -> connection(field,
				eventsWhere((event) -> ((List<?>) event.get("organizers")).contains(field.<Object>getSource()))));
		return registry.build();
	}

	private static void fetcher(GraphQLCodeRegistry.Builder registry, String type, String field,
			DataFetcher<?> fetcher) {
		registry.dataFetcher(FieldCoordinates.coordinates(type, field), fetcher);
	}

	private List<Map<String, Object>> eventsWhere(Predicate<Map<String, Object>> condition) {
		return this.events.values().stream().filter(condition).toList();
	}

	private @Nullable Map<String, Object> byId(DataFetchingEnvironment field, String type) {
		Map<String, Object> row = byId(field.getArgument("id"));
		return (row != null && row.get(TYPE).equals(type)) ? row : null;
	}

	private @Nullable Map<String, Object> byId(String id) {
		return nodes().filter((row) -> row.get("id").equals(id)).findAny().orElse(null);
	}

	/** The best image of an event for a role. */
	@SuppressWarnings("unchecked") // the gallery is a list of rows
	private static @Nullable Object image(DataFetchingEnvironment field) {
		String role = field.getArgument("role");
		List<String> roles = switch (role) {
			case "BANNER" -> List.of("BANNER", "OTHER", "THUMBNAIL");
			case "THUMBNAIL" -> List.of("THUMBNAIL", "OTHER", "BANNER");
			default -> List.of("OTHER", "BANNER", "THUMBNAIL");
		};
		Map<String, Object> event = field.getSource();
		List<Map<String, Object>> gallery = (List<Map<String, Object>>) event.get("gallery");
		Comparator<Map<String, Object>> byRole = Comparator.comparing((image) -> roles.indexOf(image.get("role")));
		return gallery.stream()
			.min(role.equals("BANNER") ? byRole.thenComparing(ReferenceExecutor::pixels, Comparator.reverseOrder())
					: byRole)
			.orElse(null);
	}

	private static int pixels(Map<String, Object> image) {
		Integer width = (Integer) image.get("width");
		Integer height = (Integer) image.get("height");
		return (width != null && height != null) ? width * height : 0;
	}

	private Map<String, Object> connection(DataFetchingEnvironment field, List<Map<String, Object>> all) {
		int from = field.containsArgument("after") ? indexOfCursor(all, field.getArgument("after")) + 1 : 0;
		int to = field.containsArgument("before") ? indexOfCursor(all, field.getArgument("before")) : all.size();
		from = Math.min(from, all.size());
		to = Math.max(from, to);
		int begin = from;
		int end = to;
		Integer last = field.getArgument("last");
		Integer first = field.getArgument("first");
		if (last != null) {
			begin = Math.max(from, to - last);
		}
		else {
			end = Math.min(to, from + ((first != null) ? first : 20));
		}
		List<Map<String, Object>> page = all.subList(begin, end);
		Map<String, Object> pageInfo = new HashMap<>();
		pageInfo.put("hasPreviousPage", begin > 0);
		pageInfo.put("hasNextPage", end < all.size() || field.containsArgument("before"));
		pageInfo.put("startCursor", page.isEmpty() ? null : page.getFirst().get("$cursor"));
		pageInfo.put("endCursor", page.isEmpty() ? null : page.getLast().get("$cursor"));
		return Map.of("nodes", page, "pageInfo", pageInfo, "totalCount", all.size(), "totalCountIsExact", true, "edges",
				page.stream()
					.map((node) -> Map.of("node", node, "cursor", node.get("$cursor"), "occurrence",
							node.getOrDefault("$occurrence", "none")))
					.toList());
	}

	/** The position of the cursor's row in the list. */
	private int indexOfCursor(List<Map<String, Object>> all, String cursor) {
		for (int i = 0; i < all.size(); i++) {
			if (all.get(i).get("$cursor").equals(cursor)) {
				return i;
			}
		}
		throw new IllegalArgumentException("The generated documents only use cursors of the list itself");
	}

	private static Map<String, Object> venue(Record row) {
		Map<String, Object> venue = node("Venue", "ven_", row.get(VENUE.ID));
		venue.put("name", row.get(VENUE.NAME));
		venue.put("fullAddress", row.get(VENUE.FULL_ADDRESS));
		venue.put("city", row.get(VENUE.CITY));
		venue.put("state", row.get(VENUE.STATE));
		venue.put("country", row.get(VENUE.COUNTRY));
		venue.put("countryCode", orNull(row.get(VENUE.COUNTRY_CODE), CountryCode::valueOf));
		venue.put("latitude", row.get(VENUE.LATITUDE));
		venue.put("longitude", row.get(VENUE.LONGITUDE));
		venue.put("location", orNull(row.get(VENUE.LATITUDE),
				(latitude) -> Map.of("latitude", latitude, "longitude", row.get(VENUE.LONGITUDE))));
		venue.put("locality", orNull(row.get(VENUE.CITY), (name) -> city(row, name)));
		venue.put("version", row.get(VENUE.VERSION).toString());
		venue.putAll(ReferenceFacts.ofVenue(row));
		venue.put("$cursor", cursor("venue.name.1", row.get(VENUE.NAME), row.get(VENUE.ID)));
		return venue;
	}

	private static Map<String, Object> category(Record row) {
		Map<String, Object> category = node("Category", "cat_", row.get(CATEGORY.ID));
		category.put("slug", row.get(CATEGORY.SLUG));
		category.put("name", row.get(CATEGORY.NAME));
		return category;
	}

	private static Map<String, Object> city(Record row, String name) {
		Map<String, Object> city = new HashMap<>();
		city.put("id", "cit_" + row.get("city_id"));
		city.put("name", name);
		city.put("state", row.get(VENUE.STATE));
		city.put("country", row.get(VENUE.COUNTRY));
		city.put("countryCode", orNull(row.get(VENUE.COUNTRY_CODE), CountryCode::valueOf));
		return city;
	}

	private static Map<String, Object> organizer(Record row) {
		Map<String, Object> organizer = node("Organizer", "org_", row.get(ORGANIZER.ID));
		organizer.put("name", row.get(ORGANIZER.NAME));
		organizer.put("url", url(row, ORGANIZER.URL));
		organizer.put("sourceId", row.get(ORGANIZER.SOURCE_ID));
		organizer.put("description", row.get(ORGANIZER.DESCRIPTION));
		organizer.put("version", row.get(ORGANIZER.VERSION).toString());
		organizer.putAll(ReferenceFacts.ofOrganizer(row));
		organizer.put("$cursor", cursor("organizer.name.1", row.get(ORGANIZER.NAME), row.get(ORGANIZER.ID)));
		return organizer;
	}

	private static Map<String, Object> performer(Record row) {
		Map<String, Object> performer = node("Performer", "per_", row.get(PERFORMER.ID));
		performer.put("name", row.get(PERFORMER.NAME));
		performer.put("url", url(row, PERFORMER.URL));
		performer.put("imageUrl", url(row, PERFORMER.IMAGE_URL));
		performer.put("sameAs", Stream.of(row.get(PERFORMER.SAME_AS)).map(URI::create).toList());
		performer.put("version", row.get(PERFORMER.VERSION).toString());
		performer.put("$cursor", cursor("performer.name.1", row.get(PERFORMER.NAME), row.get(PERFORMER.ID)));
		return performer;
	}

	private Map<String, Object> event(Record row) {
		Map<String, Object> event = node("Event", "evt_", row.get(EVENT.ID));
		event.put("url", url(row, EVENT.URL));
		event.put("name", row.get(EVENT.NAME));
		event.put("slug", row.get(EVENT.SLUG));
		event.put("calendarSequence", row.get(EVENT.CALENDAR_SEQUENCE));
		event.put("description", row.get(EVENT.DESCRIPTION));
		event.put("status", row.get(EVENT.STATUS));
		event.put("attendanceMode", row.get(EVENT.ATTENDANCE_MODE));
		event.put("interestedCount", row.get(EVENT.INTERESTED_COUNT) + row.get(EVENT.INTERESTS));
		event.put("createdAt", row.get(EVENT.CREATED_AT).atOffset(ZoneOffset.UTC));
		event.put("updatedAt", row.get(EVENT.UPDATED_AT).atOffset(ZoneOffset.UTC));
		event.put("publishedAt", orNull(row.get(EVENT.PUBLISHED_AT), (instant) -> instant.atOffset(ZoneOffset.UTC)));
		event.put("start", time(row.get(EVENT.STARTS_AT), row.get(EVENT.START_LOCAL), row.get(EVENT.START_ZONE),
				row.get(EVENT.START_PRECISION), row.get(EVENT.START_ZONE_SOURCE)));
		event.put("end",
				(row.get(EVENT.ENDS_AT) == null) ? null : time(row.get(EVENT.ENDS_AT), row.get(EVENT.END_LOCAL),
						row.get(EVENT.END_ZONE), row.get(EVENT.END_PRECISION), row.get(EVENT.END_ZONE_SOURCE)));
		event.put("previousStart",
				(row.get(EVENT.PREVIOUS_STARTS_AT) == null) ? null
						: time(row.get(EVENT.PREVIOUS_STARTS_AT), row.get(EVENT.PREVIOUS_START_LOCAL),
								row.get(EVENT.PREVIOUS_START_ZONE), row.get(EVENT.PREVIOUS_START_PRECISION),
								row.get(EVENT.PREVIOUS_START_ZONE_SOURCE)));
		event.put("cancellationReason", row.get(EVENT.CANCELLATION_REASON));
		event.put("version", row.get(EVENT.VERSION).toString());
		event.put("venue", this.venues.get(row.get(EVENT.VENUE_ID)));
		Instant end = (row.get(EVENT.ENDS_AT) != null) ? row.get(EVENT.ENDS_AT) : row.get(EVENT.STARTS_AT);
		event.put("$overAt", end.atOffset(ZoneOffset.UTC));
		String instant = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX")
			.format(row.get(EVENT.STARTS_AT).atOffset(ZoneOffset.UTC));
		event.put("$cursor", cursor("event.start.1", instant, row.get(EVENT.ID)));
		event.putAll(ReferenceFacts.ofEvent(row));
		return event;
	}

	private static Map<String, Object> time(Instant instant, LocalDateTime local, String zone, String precision,
			String zoneSource) {
		Map<String, Object> time = new HashMap<>();
		time.put("instant", instant.atOffset(ZoneOffset.UTC));
		time.put("local", precision.equals("MINUTE") ? local : null);
		time.put("date", LocalDate.from(local));
		time.put("timeZone", ZoneId.of(zone));
		time.put("precision", precision);
		time.put("zoneSource", zoneSource);
		return time;
	}

	private void addAssociations(DSLContext sql) {
		var organizersOf = sql.selectFrom(EVENT_ORGANIZER)
			.orderBy(EVENT_ORGANIZER.POSITION)
			.fetchGroups(EVENT_ORGANIZER.EVENT_ID, EVENT_ORGANIZER.ORGANIZER_ID);
		var performersOf = sql.selectFrom(EVENT_PERFORMER)
			.orderBy(EVENT_PERFORMER.POSITION)
			.fetchGroups(EVENT_PERFORMER.EVENT_ID, EVENT_PERFORMER.PERFORMER_ID);
		var identifiersOf = sql.selectFrom(EVENT_IDENTIFIER)
			.orderBy(EVENT_IDENTIFIER.POSITION)
			.fetchGroups(EVENT_IDENTIFIER.EVENT_ID);
		var categoriesOf = sql.selectFrom(EVENT_CATEGORY)
			.orderBy(EVENT_CATEGORY.POSITION)
			.fetchGroups(EVENT_CATEGORY.EVENT_ID, EVENT_CATEGORY.CATEGORY_SLUG);
		var ticketsOf = sql.selectFrom(TICKET).orderBy(TICKET.POSITION).fetchGroups(TICKET.EVENT_ID);
		var imagesOf = sql.selectFrom(IMAGE).orderBy(IMAGE.POSITION).fetchGroups(IMAGE.EVENT_ID);
		var faqsOf = sql.selectFrom(FAQ).orderBy(FAQ.POSITION).fetchGroups(FAQ.EVENT_ID);
		var dataOf = sql.selectFrom(STRUCTURED_DATA).fetchMap(STRUCTURED_DATA.EVENT_ID);
		var recurrenceOf = sql.selectFrom(RECURRENCE).fetchMap(RECURRENCE.EVENT_ID);
		var sourcesOf = sql.selectFrom(LISTING_SOURCE)
			.orderBy(LISTING_SOURCE.NAME, LISTING_SOURCE.SOURCE_ID)
			.fetchGroups(LISTING_SOURCE.EVENT_ID);
		this.events.forEach((id, event) -> {
			List<Map<String, Object>> eventOrganizers = mapRows(organizersOf.get(id), this.organizers::get);
			event.put("organizers", eventOrganizers);
			event.put("organizer", eventOrganizers.isEmpty() ? null : eventOrganizers.getFirst());
			event.put("performers", mapRows(performersOf.get(id), this.performers::get));
			event.put("identifiers", mapRows(identifiersOf.get(id), Record::intoMap));
			event.put("categories", mapRows(categoriesOf.get(id), this.categories::get));
			event.put("tickets", mapRows(ticketsOf.get(id), ReferenceExecutor::ticket));
			event.putAll(TicketSummary.of(mapRows(ticketsOf.get(id), Function.identity()),
					(Boolean) event.get("isAccessibleForFree")));
			event.put("gallery",
					mapRows(imagesOf.get(id), (image) -> with(with(image.intoMap(), "url", url(image, IMAGE.URL)), "id",
							"img_" + image.getId())));
			event.put("faqs", mapRows(faqsOf.get(id), (faq) -> with(faq.intoMap(), "id", "faq_" + faq.getId())));
			event.put("structuredData", orNull(dataOf.get(id), Record::intoMap));
			event.put("recurrence", orNull(recurrenceOf.get(id), ReferenceExecutor::recurrence));
			event.put("sources", mapRows(sourcesOf.get(id), ReferenceExecutor::source));
		});
	}

	private static Map<String, Object> recurrence(RecurrenceRecord recurrence) {
		Map<String, Object> fields = new HashMap<>();
		fields.put("rules", List.of(recurrence.getRules()));
		fields.put("text", recurrence.getText());
		fields.put("additionalStarts", List.of(recurrence.getAdditionalStarts()));
		fields.put("excludedStarts", List.of(recurrence.getExcludedStarts()));
		return fields;
	}

	private void addOccurrences(Instant now) {
		this.events.forEach((id, event) -> {
			Map<String, Object> occurrence = node("Occurrence", "occ_", id);
			List.of("start", "end", "previousStart", "status", "cancellationReason", "name", "description")
				.forEach((field) -> occurrence.put(field, event.get(field)));
			occurrence.put("event", event);
			occurrence.put("$cursor", occurrenceCursor((String) event.get("$cursor"), id));
			event.put("$occurrence", occurrence);
			boolean takesPlace = !List.of("CANCELLED", "POSTPONED").contains(event.get("status").toString());
			event.put("nextOccurrence", (takesPlace && ((OffsetDateTime) event.get("$overAt")).toInstant().isAfter(now))
					? occurrence : null);
		});
	}

	private static String occurrenceCursor(String eventCursor, UUID id) {
		String array = TestCursors.contents(eventCursor).replace("event.start.1", "occurrence.start.1");
		return TestCursors.encode(array.substring(0, array.length() - 1) + ",\"" + id + "\"]");
	}

	/** Events of random listings are over long before and after this moment. */
	private void addUpcomingEventCounts(Instant now) {
		this.venues.values()
			.forEach((venue) -> venue.put("upcomingEventCount",
					eventsWhere((event) -> event.get("venue") == venue && isUpcoming(event, now)).size()));
		this.organizers.values()
			.forEach((organizer) -> organizer.put("upcomingEventCount", eventsWhere(
					(event) -> ((List<?>) event.get("organizers")).contains(organizer) && isUpcoming(event, now))
				.size()));
	}

	private static boolean isUpcoming(Map<String, Object> event, Instant now) {
		return event.get("publishedAt") != null && ((OffsetDateTime) event.get("$overAt")).toInstant().isAfter(now);
	}

	private static Map<String, Object> ticket(Record row) {
		Map<String, Object> ticket = new HashMap<>();
		ticket.put("id", "tkt_" + row.get(TICKET.ID));
		ticket.put("name", row.get(TICKET.NAME));
		ticket.put("url", url(row, TICKET.URL));
		ticket.put("priceKind", row.get(TICKET.PRICE_KIND));
		ticket.put("availability", row.get(TICKET.AVAILABILITY));
		ticket.putAll(ReferenceFacts.ofTicket(row));
		ticket.put("price", orNull(row.get(TICKET.PRICE_AMOUNT), (amount) -> Map.of("amount", amount, "currency",
				Currency.getInstance(row.get(TICKET.PRICE_CURRENCY)))));
		return ticket;
	}

	private static Map<String, Object> source(Record row) {
		Map<String, Object> source = new HashMap<>();
		source.put("name", row.get(LISTING_SOURCE.NAME));
		source.put("sourceId", row.get(LISTING_SOURCE.SOURCE_ID));
		source.put("url", url(row, LISTING_SOURCE.URL));
		source.put("affiliateId", row.get(LISTING_SOURCE.AFFILIATE_ID));
		source.put("documentHash", row.get(LISTING_SOURCE.DOCUMENT_HASH));
		source.put("sequence", row.get(LISTING_SOURCE.SEQUENCE));
		source.put("modifiedAt",
				orNull(row.get(LISTING_SOURCE.MODIFIED_AT), (instant) -> instant.atOffset(ZoneOffset.UTC)));
		source.put("importedAt", row.get(LISTING_SOURCE.IMPORTED_AT).atOffset(ZoneOffset.UTC));
		return source;
	}

	private static Map<String, Object> node(String type, String prefix, UUID key) {
		Map<String, Object> node = new IdentityRow();
		node.put(TYPE, type);
		node.put("id", prefix + key);
		return node;
	}

	/**
	 * A row with identity equality: rows refer to each other, so comparing their contents
	 * would not terminate.
	 */
	private static final class IdentityRow extends HashMap<String, Object> {

		@Override
		public boolean equals(Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

	}

	private static Map<String, Object> with(Map<String, Object> map, String key, @Nullable Object value) {
		Map<String, Object> copy = new HashMap<>(map);
		copy.put(key, value);
		return copy;
	}

	private static @Nullable URI url(Record row, TableField<?, String> column) {
		return orNull(row.get(column), URI::create);
	}

	private static <T, R> List<R> mapRows(@Nullable List<T> rows, Function<T, R> mapper) {
		return (rows == null) ? List.of() : rows.stream().map(mapper).collect(Collectors.toList());
	}

	private static <T, R> @Nullable R orNull(@Nullable T value, Function<T, R> mapper) {
		return (value == null) ? null : mapper.apply(value);
	}

	private static String cursor(String order, Object first, Object second) {
		return TestCursors.encode("[\"" + order + "\",\"" + NO_FILTER_HASH + "\","
				+ JSON.writeValueAsString(first.toString()) + ",\"" + second + "\"]");
	}

}
