package dev.marquee.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import dev.marquee.db.tables.records.ListingRelationRecord;
import dev.marquee.ingest.merge.Listing;
import dev.marquee.ingest.problem.DocumentProblem;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.LISTING_RELATION;
import static org.jooq.impl.DSL.val;

/**
 * What imported listings say of each other: which event is a part of which, and which
 * series it belongs to. The other event may be imported earlier, later or never. What was
 * edited here is kept.
 */
@Component
class ListingRelations {

	/** The events that listings name as their parts, and those that name them. */
	private static final String RELATED = """
			select related.event_id
			from listing_relation as relation cross join lateral related_listings(relation) as related
			where relation.event_id = any({0}) and relation.kind = 'CHILD'
			union
			select relation.event_id
			from listing_source as own join listing_relation as relation
				on relation.other_source_id = own.source_id and relation.other_name = own.name and relation.kind = 'PARENT'
			where own.event_id = any({0})""";

	private static final String STALE = """
			select id, event.parent_id, event.series_id, known.parent_id, known.series_id, stated.parent, stated.series
			from event
			left join imported_group as known on known.event_id = event.id
			cross join lateral (select stated_parent(event.id) as parent, stated_series(event.id) as series offset 0) as stated
			where id = any({0}) and (stated.parent, stated.series) is distinct from (known.parent_id, known.series_id)
			order by id""";

	/** Says that the super event is not known yet. */
	private static final DocumentProblem AWAITED = ListingMatch.notice("super_event_awaited",
			"The event is a part of another one that was not imported yet: it becomes a part when that is.");

	private final DSLContext dsl;

	private final ImportedSeries series;

	ListingRelations(DSLContext dsl, ImportedSeries series) {
		this.dsl = dsl;
		this.series = series;
	}

	/**
	 * Stores what listings say of others, and applies it and what others say of them, in
	 * their order. The listings themselves are stored.
	 * @return the problems of each listing
	 */
	List<List<DocumentProblem>> saveAll(List<Listing> listings, List<UUID> events) {
		Set<UUID> related = withRelations(events);
		Map<UUID, StatedRelations> stated = new LinkedHashMap<>();
		for (int i = 0; i < events.size(); i++) {
			Listing listing = listings.get(i);
			if (!listing.groups().isEmpty() || related.contains(events.get(i))) {
				Listing.SeriesSource named = listing.groups().series();
				if (named != null) {
					this.series.save(named);
				}
				stated.put(events.get(i), StatedRelations.of(listing, events.get(i)));
			}
		}
		Map<UUID, List<DocumentProblem>> problems = stated.isEmpty() ? Map.of() : save(stated);
		return events.stream().map((event) -> problems.getOrDefault(event, List.of())).toList();
	}

	/** Stores relations by the events of their listings. */
	private Map<UUID, List<DocumentProblem>> save(Map<UUID, StatedRelations> stated) {
		Map<UUID, List<ListingRelationRecord>> stored = rows(stated.keySet());
		Map<UUID, List<DocumentProblem>> problems = new HashMap<>();
		boolean areSame = stated.entrySet()
			.stream()
			.allMatch((each) -> each.getValue().areStored(stored.getOrDefault(each.getKey(), List.of())));
		if (!areSame || !stale(withRelated(stated.keySet())).isEmpty()) {
			stated.forEach((event, relations) -> problems.put(event,
					save(event, relations, relations.of(stored.getOrDefault(event, List.of())))));
			return problems;
		}
		awaited(stated).forEach((event) -> problems.put(event, List.of(AWAITED)));
		return problems;
	}

	private List<DocumentProblem> save(UUID event, StatedRelations stated, List<ListingRelationRecord> before) {
		Set<UUID> affected = new LinkedHashSet<>(Set.of(event));
		if (!before.equals(stated.rows())) {
			if (!before.isEmpty()) {
				affected.addAll(withRelated(Set.of(event)));
				this.dsl.deleteFrom(LISTING_RELATION).where(isOf(stated.listing().source(), event)).execute();
			}
			this.dsl.batchInsert(stated.rows()).execute();
		}
		affected.addAll(withRelated(Set.of(event)));
		List<DocumentProblem> problems = new ArrayList<>();
		stale(affected).forEach((groups) -> apply(groups, event, problems));
		awaited(Map.of(event, stated)).forEach((same) -> problems.add(AWAITED));
		return problems;
	}

	/** Which of these events other listings name, or have listings that name others. */
	private Set<UUID> withRelations(List<UUID> events) {
		return Set.copyOf(this.dsl.fetch("""
				select own.event_id
				from listing_source as own join listing_relation as relation
					on relation.other_source_id = own.source_id and relation.other_name = own.name
				where own.event_id = any({0})
				union
				select event_id from listing_relation where event_id = any({0})""", val(events.toArray(UUID[]::new)))
			.getValues(0, UUID.class));
	}

	/** The stored relations of all listings of these events. */
	private Map<UUID, List<ListingRelationRecord>> rows(Set<UUID> events) {
		return new HashMap<>(this.dsl.selectFrom(LISTING_RELATION)
			.where(LISTING_RELATION.EVENT_ID.eq(DSL.any(events.toArray(UUID[]::new))))
			.orderBy(LISTING_RELATION.EVENT_ID, LISTING_RELATION.POSITION)
			.fetchGroups(LISTING_RELATION.EVENT_ID));
	}

	private static Condition isOf(Listing.Source source, UUID event) {
		return DSL.and(LISTING_RELATION.EVENT_ID.eq(event), LISTING_RELATION.NAME.eq(source.name()),
				LISTING_RELATION.SOURCE_ID.eq(source.id()));
	}

	/** These events, and those that their relations name or that name them. */
	private Set<UUID> withRelated(Set<UUID> events) {
		Set<UUID> all = new LinkedHashSet<>(events);
		all.addAll(this.dsl.fetch(RELATED, val(events.toArray(UUID[]::new))).getValues(0, UUID.class));
		return all;
	}

	/** The events whose groups are not as the listings say. */
	private List<StatedGroups> stale(Set<UUID> events) {
		return this.dsl.fetch(STALE, val(events.toArray(UUID[]::new))).map(StatedGroups::of);
	}

	private void apply(StatedGroups groups, UUID imported, List<DocumentProblem> problems) {
		UUID statedParent = groups.statedParent();
		if (statedParent != null && !statedParent.equals(groups.parent()) && isPartOf(statedParent, groups.event())) {
			problems.add(ListingMatch.notice("super_event_circular",
					"By the documents, two events are parts of each other: that was ignored."));
			statedParent = groups.knownParent();
		}
		UUID statedSeries = groups.statedSeries();
		UUID parent = Objects.equals(groups.parent(), groups.knownParent()) ? statedParent : groups.parent();
		UUID ofSeries = Objects.equals(groups.series(), groups.knownSeries()) ? statedSeries : groups.series();
		boolean isKept = !Objects.equals(parent, statedParent) || !Objects.equals(ofSeries, statedSeries);
		if (isKept && groups.event().equals(imported)) {
			problems.add(ListingMatch.notice("groups_kept",
					"The super event or the series of the event was edited here and stays, although the document says"
							+ " otherwise."));
		}
		this.dsl.execute(
				"update event set parent_id = {1}, series_id = {2} where id = {0} and (parent_id, series_id) is distinct from ({1}, {2})",
				val(groups.event()), uuid(parent), uuid(ofSeries));
		this.dsl.execute("""
				insert into imported_group (event_id, parent_id, series_id) values ({0}, {1}, {2})
				on conflict (event_id) do update set
					parent_id = excluded.parent_id, series_id = excluded.series_id""", val(groups.event()),
				uuid(statedParent), uuid(statedSeries));
	}

	private static Field<UUID> uuid(@Nullable UUID value) {
		return val(value, LISTING_RELATION.EVENT_ID.getDataType());
	}

	/** Whether an event is another one, or a part of it at any depth. */
	private boolean isPartOf(UUID event, UUID other) {
		return !this.dsl.fetch("""
				with recursive ancestor (id) as (
					select {0}
					union
					select event.parent_id from ancestor join event using (id) where event.parent_id is not null
				)
				select id from ancestor where id = {1}""", val(event), val(other)).isEmpty();
	}

	/** The events whose super events are not known yet. */
	private List<UUID> awaited(Map<UUID, StatedRelations> stated) {
		UUID[] parts = stated.entrySet()
			.stream()
			.filter((each) -> each.getValue().isPartOfOtherDocument())
			.map(Map.Entry::getKey)
			.toArray(UUID[]::new);
		return (parts.length == 0) ? List.of()
				: this.dsl.fetch("select part from unnest({0}) as part where stated_parent(part) is null", val(parts))
					.getValues(0, UUID.class);
	}

	/**
	 * The groups of an event as they are, as imports have last set them, and as the
	 * listings say; null for none.
	 */
	private record StatedGroups(UUID event, @Nullable UUID parent, @Nullable UUID series, @Nullable UUID knownParent,
			@Nullable UUID knownSeries, @Nullable UUID statedParent, @Nullable UUID statedSeries) {

		static StatedGroups of(Record row) {
			return new StatedGroups(row.get(0, UUID.class), row.get(1, UUID.class), row.get(2, UUID.class),
					row.get(3, UUID.class), row.get(4, UUID.class), row.get(5, UUID.class), row.get(6, UUID.class));
		}

	}

}
