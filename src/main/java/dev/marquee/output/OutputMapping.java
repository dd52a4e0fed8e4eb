package dev.marquee.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.db.tables.Event;
import dev.marquee.db.tables.EventSearch;
import dev.marquee.event.Events;
import dev.marquee.pagination.ConnectionPage;
import dev.marquee.query.compile.DerivedFieldMapping;
import dev.marquee.query.compile.GlobalId;
import dev.marquee.query.compile.TypeMapping;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.EVENT;

/**
 * Mapping of the fields that describe outputs in GraphQL.
 */
@Configuration(proxyBeanMethods = false)
class OutputMapping {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final OutputAddresses addresses;

	OutputMapping(OutputAddresses addresses) {
		this.addresses = addresses;
	}

	@Bean
	TypeMapping<Event> eventOutputs(EventPages pages) {
		JsonLdVerdict verdict = new JsonLdVerdict(new JsonLd(pages));
		return TypeMapping.of("Event", EVENT)
			.add("jsonLd",
					DerivedFieldMapping.of(OutputForm.selection("jsonld"),
							(json) -> verdict.of(ListedEventReader.read(json))))
			.field("calendarUrl", (event) -> DSL.concat(DSL.inline(this.addresses.publicUrl() + "/events/"),
					GlobalId.expression(Events.ID_PREFIX, event.ID), DSL.inline(".ics")));
	}

	/** The fields of these types are derived, so they have no SQL. */
	@Bean
	TypeMapping<Event> eventJsonLdType() {
		return TypeMapping.of("EventJsonLd", EVENT)
			.field("json", (event) -> unused())
			.field("warnings", (event) -> unused())
			.field("eligibleForGoogle", (event) -> unused());
	}

	@Bean
	TypeMapping<Event> jsonLdWarningType() {
		return TypeMapping.of("JsonLdWarning", EVENT)
			.field("code", (event) -> unused())
			.field("message", (event) -> unused())
			.field("path", (event) -> unused());
	}

	private static Field<?> unused() {
		throw new UnsupportedOperationException("The object is derived as a whole");
	}

	@Bean
	TypeMapping<?> eventConnectionOutputs() {
		return TypeMapping.<ConnectionPage<EventSearch>>of("EventConnection", ConnectionPage.class)
			.object("outputs", (page) -> DSL.condition(page.isOfQuery()), (page) -> page);
	}

	@Bean
	TypeMapping<?> eventOutputsType() {
		return TypeMapping.<ConnectionPage<EventSearch>>of("EventOutputs", ConnectionPage.class)
			.field("ics", (page) -> address("ics", page))
			.field("atom", (page) -> address("atom", page))
			.field("geojson", (page) -> address("geojson", page))
			.field("csv", (page) -> address("csv", page))
			.field("ndjson", (page) -> address("ndjson", page))
			.field("jsonLd", (page) -> address("jsonld", page));
	}

	private Field<String> address(String extension, ConnectionPage<EventSearch> page) {
		return page.arguments().bindObject(SQLDataType.CLOB, (arguments) -> address(extension, arguments));
	}

	private String address(String extension, Map<String, Object> arguments) {
		Map<String, String> parameters = new LinkedHashMap<>();
		for (String name : List.of("filter", "orderBy")) {
			if (arguments.get(name) != null) {
				parameters.put(name, JSON.writeValueAsString(asJson(arguments.get(name))));
			}
		}
		return this.addresses.list(extension, parameters);
	}

	/** The value of an argument as a client can send it. */
	private static @Nullable Object asJson(@Nullable Object value) {
		return switch (value) {
			case Map<?, ?> object -> {
				Map<String, @Nullable Object> members = new LinkedHashMap<>();
				object.forEach((name, member) -> members.put(String.valueOf(name), asJson(member)));
				yield members;
			}
			case List<?> list -> list.stream().map(OutputMapping::asJson).toList();
			case Number number -> number;
			case Boolean bool -> bool;
			case null -> null;
			default -> value.toString();
		};
	}

}
