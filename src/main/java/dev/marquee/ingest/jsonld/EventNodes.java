package dev.marquee.ingest.jsonld;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds the events in JSON-LD, at any depth: in arrays, {@code @graph} and item lists, as
 * the main entity of a page, as events of a place or a person, and within other events. A
 * reference by {@code @id} is replaced by what it refers to.
 */
public final class EventNodes {

	private static final int MAX_EVENTS = 100_000;

	/** What leads to other events. */
	private static final Set<String> NOT_COPIED = Set.of("subEvent", "superEvent", "@reverse");

	private static final int MAX_REFERENCE_DEPTH = 4;

	/** No more references of an event are followed then: they could multiply. */
	private static final int MAX_COPIED_MEMBERS = 5000;

	/** Events that are facts of something else. */
	private static final Set<String> NOT_LISTINGS = Set.of("@context", "superEvent", "publication", "releasedEvent");

	/** Properties whose text may be the id of another node of the document. */
	private static final Set<String> REFERENCES = Set.of("location", "organizer", "performer", "performers", "offers",
			"address", "geo", "eventSchedule");

	/** What an event within another one has of it if it says nothing else. */
	private static final List<String> INHERITED = List.of("name", "location", "organizer", "eventAttendanceMode",
			"inLanguage");

	/**
	 * The ends of types, such as {@code MusicGroup}, whose events have their name if they
	 * have none.
	 */
	private static final List<String> NAMESAKES = List.of("Course", "Movie", "Play", "Group");

	private final Map<String, ObjectNode> nodesById = new HashMap<>();

	private final Set<Object> seen = new HashSet<>();

	private final List<EventNode> events = new ArrayList<>();

	private final EventNodeGroups groups = new EventNodeGroups(this.nodesById);

	private int copiedMembers;

	private EventNodes() {
	}

	/** The events in the order of the document, each once. */
	public static List<EventNode> find(JsonNode root) {
		return find(root, "$");
	}

	/** The events in the value at a path. */
	static List<EventNode> find(JsonNode root, String path) {
		EventNodes nodes = new EventNodes();
		JsonNode normalized = new JsonLdTerms().normalize(root);
		nodes.index(normalized);
		nodes.visit(normalized, path, null, null);
		nodes.groups.complete(nodes.events);
		return nodes.events;
	}

	private void index(JsonNode value) {
		if (value instanceof ObjectNode object) {
			JsonNode id = object.get("@id");
			if (id != null && id.isString()) {
				this.nodesById.merge(id.asString(), object,
						(first, second) -> (second.size() > first.size()) ? second : first);
			}
		}
		value.forEach(this::index);
	}

	/** Whether an item of markup is an event. */
	public static boolean isEvent(ObjectNode item) {
		return new JsonLdNode(item).isEvent();
	}

	/** Whether an item of markup is an event with a date and without a name. */
	public static boolean isNamelessEvent(ObjectNode item) {
		return isEvent(item) && item.has("startDate") && isBlank(item.get("name"));
	}

	private void visit(JsonNode value, String path, @Nullable ObjectNode superEvent, @Nullable ObjectNode namesake) {
		if (value.isArray()) {
			for (int i = 0; i < value.size(); i++) {
				visit(value.get(i), path + '[' + i + ']', superEvent, namesake);
			}
		}
		else if (value instanceof ObjectNode object) {
			boolean isEvent = new JsonLdNode(object).isEvent();
			if (isEvent) {
				add(object, path, superEvent, namesake);
			}
			ObjectNode inner = isNamesake(object) ? object : null;
			object.properties()
				.stream()
				.filter((member) -> !NOT_LISTINGS.contains(member.getKey()))
				.filter((member) -> !isEvent || !member.getKey().equals("subEvent")
						|| !OccurrenceNodes.areWithin(object))
				.forEach((member) -> visit(member.getValue(), path + '.' + member.getKey(),
						isEvent ? object : superEvent, inner));
		}
	}

	/**
	 * A mere reference is not an event of its own, and neither is a series.
	 */
	private void add(ObjectNode event, String path, @Nullable ObjectNode superEvent, @Nullable ObjectNode namesake) {
		boolean hasFacts = event.has("name") || event.has("startDate") || event.has("headline");
		boolean isSeries = EventNodeGroups.isSeries(event);
		Object identity = event.has("@id") ? List.of(event.get("@id"), event.path("startDate"), event.path("name"))
				: event;
		if (isSeries) {
			this.groups.addSeries(event);
		}
		if (!hasFacts || isSeries || this.events.size() >= MAX_EVENTS || !this.seen.add(identity)) {
			return;
		}
		this.copiedMembers = 0;
		ObjectNode resolved = resolve(event, MAX_REFERENCE_DEPTH);
		JsonNode stated = event.get("superEvent");
		ObjectNode whole = (superEvent == null && stated instanceof ObjectNode object)
				? resolve(object, MAX_REFERENCE_DEPTH) : superEvent;
		if (whole != null) {
			INHERITED.stream()
				.filter((name) -> isBlank(resolved.get(name)) && whole.has(name))
				.forEach((name) -> resolved.set(name, resolve(whole.get(name), MAX_REFERENCE_DEPTH)));
		}
		if (namesake != null && isBlank(resolved.get("name"))) {
			resolved.set("name", resolve(namesake.get("name"), MAX_REFERENCE_DEPTH));
		}
		ActivityStreamsTerms.translate(resolved);
		this.events.add(new EventNode(resolved, path, event));
	}

	private static boolean isNamesake(ObjectNode object) {
		JsonNode type = object.path("@type");
		return !isBlank(object.get("name")) && (type.isArray() ? type.valueStream() : Stream.of(type))
			.anyMatch((name) -> NAMESAKES.stream().anyMatch(name.asString("")::endsWith));
	}

	private static boolean isBlank(@Nullable JsonNode value) {
		return value == null || (value.isString() && value.asString().isBlank());
	}

	private JsonNode resolve(JsonNode value, int depth) {
		if (value instanceof ArrayNode array) {
			ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
			array.forEach((element) -> copy.add(resolve(element, depth)));
			return copy;
		}
		return (value instanceof ObjectNode object) ? resolve(object, depth) : value;
	}

	private ObjectNode resolve(ObjectNode object, int depth) {
		JsonNode id = object.get("@id");
		boolean isReference = id != null && id.isString()
				&& (object.size() == 1 || (object.size() == 2 && object.has("@type")));
		ObjectNode target = isReference ? this.nodesById.get(id.asString()) : null;
		if (target != null && depth > 0 && this.copiedMembers < MAX_COPIED_MEMBERS) {
			return copy(target, depth - 1);
		}
		return copy(object, depth);
	}

	private ObjectNode copy(ObjectNode source, int depth) {
		this.copiedMembers += source.size();
		ObjectNode copy = JsonNodeFactory.instance.objectNode();
		source.properties()
			.stream()
			.filter((member) -> !NOT_COPIED.contains(member.getKey())
					|| (member.getKey().equals("subEvent") && OccurrenceNodes.areWithin(source)))
			.forEach((member) -> copy.set(member.getKey(), REFERENCES.contains(member.getKey())
					? references(member.getValue(), depth) : resolve(member.getValue(), depth)));
		return copy;
	}

	/** The values of a property, of which a text may be the id of another node. */
	private JsonNode references(JsonNode value, int depth) {
		if (value instanceof ArrayNode array) {
			ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
			array.forEach((element) -> copy.add(references(element, depth)));
			return copy;
		}
		boolean isId = value.isString() && this.nodesById.containsKey(value.asString());
		return resolve(isId ? JsonNodeFactory.instance.objectNode().set("@id", value) : value, depth);
	}

}
