package guides;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import guides.Event.Category;
import guides.Event.Faq;
import guides.Event.Image;
import guides.Event.Organizer;
import guides.Event.Ticket;
import guides.Event.Venue;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;

/**
 * The query methods for events and the batch methods for their associations: one statement for the page and one for each
 * association.
 */
@Controller
class EventController {

	private final JdbcClient jdbc;

	EventController(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@QueryMapping
	EventConnection events(@Argument int first, @Argument String after) {
		EventCursor cursor = EventCursor.of(after);
		List<Event> events = this.jdbc
			.sql("select * from event where (starts_at, id) > (:instant, :id) order by starts_at, id limit :size")
			.param("instant", cursor.instant())
			.param("id", cursor.id())
			.param("size", first + 1)
			.query(Event::read)
			.list();
		return new EventConnection((events.size() > first) ? events.subList(0, first) : events, events.size() > first);
	}

	@QueryMapping
	Event event(@Argument String id) {
		return this.jdbc.sql("select * from event where id = :id")
			.param("id", UUID.fromString(id.substring("evt_".length())))
			.query(Event::read)
			.optional()
			.orElse(null);
	}

	@BatchMapping
	Map<Event, Venue> venue(List<Event> events) {
		Map<UUID, Venue> venues = new HashMap<>();
		this.jdbc.sql("select * from venue where id = any(:keys)")
			.param("keys", events.stream().map(Event::venueKey).distinct().toArray(UUID[]::new))
			.query(Venue::read)
			.list()
			.forEach((venue) -> venues.put(venue.key(), venue));
		Map<Event, Venue> result = new HashMap<>();
		events.forEach((event) -> result.put(event, venues.get(event.venueKey())));
		return result;
	}

	@BatchMapping
	Map<Event, Organizer> organizer(List<Event> events) {
		Map<Event, Organizer> result = new HashMap<>();
		children(events, "event_organizer join organizer on organizer.id = organizer_id", "and position = 0",
				Organizer::read)
			.forEach((event, organizers) -> result.put(event, organizers.isEmpty() ? null : organizers.getFirst()));
		return result;
	}

	@BatchMapping
	Map<Event, List<Organizer>> organizers(List<Event> events) {
		return children(events, "event_organizer join organizer on organizer.id = organizer_id", "", Organizer::read);
	}

	@BatchMapping
	Map<Event, List<Category>> categories(List<Event> events) {
		return children(events, "event_category join category on slug = category_slug", "",
				(row, number) -> new Category(row.getString("slug"), row.getString("name")));
	}

	@BatchMapping
	Map<Event, List<Ticket>> tickets(List<Event> events) {
		return children(events, "ticket", "", Ticket::read);
	}

	@BatchMapping
	Map<Event, List<Image>> gallery(List<Event> events) {
		return children(events, "image", "",
				(row, number) -> new Image(row.getString("url"), row.getString("alt"), row.getString("role")));
	}

	@BatchMapping
	Map<Event, List<Faq>> faqs(List<Event> events) {
		return children(events, "faq", "",
				(row, number) -> new Faq(row.getString("question"), row.getString("answer")));
	}

	private <T> Map<Event, List<T>> children(List<Event> events, String tables, String condition, RowMapper<T> mapper) {
		Map<UUID, List<T>> byKey = new HashMap<>();
		this.jdbc
			.sql("select * from " + tables + " where event_id = any(:keys) " + condition + " order by event_id, position")
			.param("keys", events.stream().map(Event::key).toArray(UUID[]::new))
			.query((row) -> {
				byKey.computeIfAbsent(row.getObject("event_id", UUID.class), (key) -> new ArrayList<>())
					.add(mapper.mapRow(row, 0));
			});
		Map<Event, List<T>> result = new HashMap<>();
		events.forEach((event) -> result.put(event, byKey.getOrDefault(event.key(), List.of())));
		return result;
	}

	record EventConnection(List<Event> nodes, boolean hasMore) {

		public List<EventEdge> getEdges() {
			return this.nodes.stream().map(EventEdge::new).toList();
		}

		public PageInfo getPageInfo() {
			return new PageInfo(this.hasMore, this.nodes.isEmpty() ? null : EventCursor.of(this.nodes.getLast()));
		}

	}

	record EventEdge(Event node) {

		public String getCursor() {
			return EventCursor.of(this.node);
		}

	}

	record PageInfo(boolean hasNextPage, String endCursor) {
	}

}
