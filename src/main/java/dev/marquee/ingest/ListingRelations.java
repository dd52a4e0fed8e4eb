package dev.marquee.ingest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.marquee.db.tables.records.ListingRelationRecord;
import dev.marquee.ingest.merge.Listing;
import dev.marquee.ingest.merge.Listing.RelationKind;
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

	/** The events that a listing names as its parts, and those that name it. */
	private static final String RELATED = """
			select related.event_id
			from listing_relation as relation cross join lateral related_listings(relation) as related
			where relation.event_id = {0} and relation.kind = 'CHILD'
			union
			select relation.event_id
			from listing_source as own join listing_relation as relation
				on relation.other_source_id = own.source_id and relation.other_name = own.name and relation.kind = 'PARENT'
			where own.event_id = {0}""";

	private static final String STALE = """
			select id, event.parent_id, event.series_id, known.parent_id, known.series_id, stated.parent, stated.series
			from event
			left join imported_group as known on known.event_id = event.id
			cross join lateral (select stated_parent(event.id) as parent, stated_series(event.id) as series offset 0) as stated
			where id = any({0}) and (stated.parent, stated.series) is distinct from (known.parent_id, known.series_id)
			order by id""";

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
		Set<UUID> related = related(events);
		List<List<DocumentProblem>> problems = new ArrayList<>();
		for (int i = 0; i < events.size(); i++) {
			boolean hasRelations = !listings.get(i).groups().isEmpty() || related.contains(events.get(i));
			problems.add(hasRelations ? save(listings.get(i), events.get(i)) : List.of());
		}
		return problems;
	}

	private List<DocumentProblem> save(Listing listing, UUID event) {
		List<ListingRelationRecord> before = rows(listing.source(), event);
		List<ListingRelationRecord> after = newRows(listing, event);
		Set<UUID> affected = new LinkedHashSet<>(Set.of(event));
		if (!before.equals(after)) {
			if (!before.isEmpty()) {
				affected.addAll(related(event));
				this.dsl.deleteFrom(LISTING_RELATION).where(isOf(listing.source(), event)).execute();
			}
			this.dsl.batchInsert(after).execute();
		}
		affected.addAll(related(event));
		List<DocumentProblem> problems = new ArrayList<>();
		stale(affected).forEach((groups) -> apply(groups, event, problems));
		awaited(listing, event).ifPresent(problems::add);
		return problems;
	}

	/** Which of these events other listings name, or have listings that name others. */
	private Set<UUID> related(List<UUID> events) {
		return Set.copyOf(this.dsl.fetch("""
				select own.event_id
				from listing_source as own join listing_relation as relation
					on relation.other_source_id = own.source_id and relation.other_name = own.name
				where own.event_id = any({0})
				union
				select event_id from listing_relation where event_id = any({0})""", val(events.toArray(UUID[]::new)))
			.getValues(0, UUID.class));
	}

	private List<ListingRelationRecord> rows(Listing.Source source, UUID event) {
		return List.copyOf(this.dsl.selectFrom(LISTING_RELATION)
			.where(isOf(source, event))
			.orderBy(LISTING_RELATION.POSITION)
			.fetch());
	}

	private static Condition isOf(Listing.Source source, UUID event) {
		return DSL.and(LISTING_RELATION.EVENT_ID.eq(event), LISTING_RELATION.NAME.eq(source.name()),
				LISTING_RELATION.SOURCE_ID.eq(source.id()));
	}

	private List<ListingRelationRecord> newRows(Listing listing, UUID event) {
		List<ListingRelationRecord> rows = new ArrayList<>();
		for (Listing.Relation relation : listing.groups().relations()) {
			Listing.Source other = relation.other();
			rows.add(row(listing.source(), event, rows.size(), relation.kind().name(), other.name(), other.id(),
					other.key()));
		}
		Listing.SeriesSource stated = listing.groups().series();
		if (stated != null) {
			this.series.save(stated);
			rows.add(row(listing.source(), event, rows.size(), "SERIES", stated.name(), stated.id(), null));
		}
		return rows;
	}

	private static ListingRelationRecord row(Listing.Source source, UUID event, int position, String kind,
			String otherName, String otherId, @Nullable String key) {
		boolean isKey = key != null && !key.isEmpty() && key.length() <= Listing.Source.MAX_KEY_LENGTH;
		return new ListingRelationRecord(event, source.name(), source.id(), (short) position, kind, otherName, otherId,
				isKey ? key : null);
	}

	private List<UUID> related(UUID event) {
		return this.dsl.fetch(RELATED, val(event)).getValues(0, UUID.class);
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

	/** Says that the super event is not known yet. */
	private Optional<DocumentProblem> awaited(Listing listing, UUID event) {
		boolean isElsewhere = listing.groups()
			.relations()
			.stream()
			.anyMatch((relation) -> relation.kind() == RelationKind.PARENT && !relation.isInDocument());
		return (isElsewhere && this.dsl.fetchValue("select stated_parent({0})", val(event)) == null) ? Optional
			.of(ListingMatch.notice("super_event_awaited",
					"The event is a part of another one that was not imported yet: it becomes a part when that is."))
				: Optional.empty();
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
