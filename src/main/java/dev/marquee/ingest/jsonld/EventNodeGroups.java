package dev.marquee.ingest.jsonld;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives the events of a document what they say of each other: {@code superEvent} and
 * {@code subEvent} with only what identifies the other event. A series is a
 * {@code superEvent} of its events, wherever the document says so.
 */
final class EventNodeGroups {

	/** Marks an event that is a listing of the same document. */
	static final String IN_DOCUMENT = "@inDocument";

	private static final String SERIES_TYPE = "EventSeries";

	private static final List<String> IDENTITY = List.of("@id", "@type", "name", "url");

	private final Map<String, ObjectNode> nodesById;

	/**
	 * The ids of the listed events, or else the events themselves; and their names with
	 * their URLs.
	 */
	private final Set<Object> listed = new HashSet<>();

	private final Map<JsonNode, ObjectNode> eventsByName = new HashMap<>();

	private final Map<Object, Set<ObjectNode>> seriesOf = new HashMap<>();

	EventNodeGroups(Map<String, ObjectNode> nodesById) {
		this.nodesById = nodesById;
	}

	/** Whether an event is a series, which has no time of its own. */
	static boolean isSeries(ObjectNode event) {
		boolean hasTime = event.has("startDate") || event.has("eventSchedule");
		return !hasTime && (event.has("subEvent") || new JsonLdNode(event).hasType(SERIES_TYPE));
	}

	void addSeries(ObjectNode series) {
		for (JsonNode event : elements(series.get("subEvent"))) {
			if (target(event) instanceof ObjectNode part) {
				this.seriesOf.computeIfAbsent(identity(part), (key) -> new LinkedHashSet<>()).add(series);
			}
		}
	}

	void complete(List<EventNode> events) {
		for (EventNode event : events) {
			ObjectNode source = event.source();
			this.listed.add(identity(source));
			this.listed.add(nameAndUrl(source));
			this.eventsByName.putIfAbsent(source.path("name"), source);
		}
		events.forEach(this::complete);
	}

	private void complete(EventNode event) {
		ArrayNode parents = JsonNodeFactory.instance.arrayNode();
		elements(event.source().get("superEvent")).forEach((parent) -> add(target(parent), parents));
		this.seriesOf.getOrDefault(identity(event.source()), Set.of()).forEach((series) -> add(series, parents));
		if (!parents.isEmpty()) {
			event.json().set("superEvent", parents);
		}
		if (OccurrenceNodes.areWithin(event.source())) {
			return;
		}
		ArrayNode children = JsonNodeFactory.instance.arrayNode();
		elements(event.source().get("subEvent")).forEach((child) -> add(target(child), children));
		if (!children.isEmpty()) {
			event.json().set("subEvent", children);
		}
	}

	private void add(JsonNode event, ArrayNode others) {
		if (event instanceof ObjectNode object) {
			others.add(reference(object));
		}
		else if (event.isString() && !event.asString().isBlank()) {
			others.addObject().put("url", event.asString());
		}
	}

	private ObjectNode reference(ObjectNode event) {
		ObjectNode reference = JsonNodeFactory.instance.objectNode();
		IDENTITY.stream().filter(event::has).forEach((name) -> reference.set(name, event.get(name).deepCopy()));
		JsonNode page = event.get("mainEntityOfPage");
		if (page instanceof ObjectNode object && object.has("@id")) {
			reference.putObject("mainEntityOfPage").set("@id", object.get("@id"));
		}
		else if (page != null && page.isString()) {
			reference.set("mainEntityOfPage", page);
		}
		if (this.listed.contains(identity(event)) || this.listed.contains(nameAndUrl(event))) {
			reference.put(IN_DOCUMENT, true);
			reference.put("@type", "Event");
		}
		else if (isSeries(event)) {
			reference.put("@type", SERIES_TYPE);
		}
		return reference;
	}

	/**
	 * What a reference by {@code @id}, or else by nothing but a name, refers to; or else
	 * the value.
	 */
	private JsonNode target(JsonNode value) {
		JsonNode id = value.isObject() ? value.get("@id") : value;
		ObjectNode target = (id != null && id.isString()) ? this.nodesById.get(id.asString()) : null;
		if (target == null && value instanceof ObjectNode event && hasOnlyName(event)) {
			target = this.eventsByName.get(event.get("name"));
		}
		return (target != null) ? target : value;
	}

	private boolean hasOnlyName(ObjectNode event) {
		return event.has("name") && !event.has("@id") && !event.has("url") && !this.listed.contains(event);
	}

	private static Object nameAndUrl(ObjectNode event) {
		return List.of(event.path("name"), event.path("url"));
	}

	private static Object identity(ObjectNode event) {
		JsonNode id = event.get("@id");
		return (id != null) ? id : event;
	}

	private static List<JsonNode> elements(@Nullable JsonNode value) {
		if (value == null) {
			return List.of();
		}
		if (value.isObject() && value.has("@list")) {
			return elements(value.get("@list"));
		}
		List<JsonNode> elements = new ArrayList<>();
		if (value.isArray()) {
			value.forEach(elements::add);
		}
		else {
			elements.add(value);
		}
		return elements;
	}

}
