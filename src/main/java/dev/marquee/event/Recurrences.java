package dev.marquee.event;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.db.tables.records.OccurrenceChangeRecord;
import dev.marquee.db.tables.records.RecurrenceRecord;
import dev.marquee.event.EventRecurrence.OccurrenceChange;
import dev.marquee.recurrence.InvalidRecurrenceException;
import dev.marquee.recurrence.RecurrenceSet;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.OCCURRENCE_CHANGE;
import static dev.marquee.db.Tables.RECURRENCE;

/**
 * The stored recurrences of events, and how single occurrences differ from them.
 */
@Component
public class Recurrences {

	private static final int MAX_RULES = 10;

	private final DSLContext dsl;

	private final RecurrenceExpander expander;

	public Recurrences(DSLContext dsl, Clock clock) {
		this.dsl = dsl;
		this.expander = new RecurrenceExpander(dsl, clock);
	}

	/** The recurrence of an event, locked until the transaction ends. */
	public Optional<RecurrenceRecord> find(UUID event) {
		return this.dsl.selectFrom(RECURRENCE).where(RECURRENCE.EVENT_ID.eq(event)).forUpdate().fetchOptional();
	}

	/** Which of these events have a recurrence. */
	Set<UUID> recurring(UUID[] events) {
		return this.dsl.select(RECURRENCE.EVENT_ID)
			.from(RECURRENCE)
			.where(RECURRENCE.EVENT_ID.eq(DSL.any(events)))
			.fetchSet(RECURRENCE.EVENT_ID);
	}

	/**
	 * How single occurrences of an event differ, in the order of their original starts.
	 */
	public List<OccurrenceChangeRecord> changes(UUID event) {
		return this.dsl.selectFrom(OCCURRENCE_CHANGE)
			.where(OCCURRENCE_CHANGE.EVENT_ID.eq(event))
			.orderBy(OCCURRENCE_CHANGE.ORIGINAL_START)
			.fetch();
	}

	/** The starts of an event by its recurrence. */
	public static RecurrenceSet starts(EventRecord event, RecurrenceRecord recurrence) {
		return OccurrenceExpansion.recurrenceSet(event, recurrence);
	}

	/**
	 * Checks that a recurrence can be stored.
	 * @param start the start of the event
	 * @throws InvalidRecurrenceException otherwise
	 */
	public RecurrenceSet check(EventTime start, EventRecurrence recurrence) {
		if (recurrence.rules().size() > MAX_RULES) {
			throw new InvalidRecurrenceException("A recurrence has at most " + MAX_RULES + " rules.");
		}
		if (Math.max(recurrence.additionalStarts().size(),
				recurrence.excludedStarts().size()) > RecurrenceSet.MAX_STARTS) {
			throw new InvalidRecurrenceException(
					"A recurrence has at most 5,000 additional and 5,000 excluded starts: use a rule instead.");
		}
		RecurrenceSet starts = RecurrenceSet.of(start.local(), start.zone(),
				start.precision() == EventTime.Precision.DAY, recurrence.rules(), recurrence.additionalStarts(),
				recurrence.excludedStarts());
		this.expander.check(starts);
		return starts;
	}

	/**
	 * Stores the recurrence of an event and makes its occurrences. What does not change
	 * is not written.
	 * @param recurrence null for an event that takes place once
	 */
	public void replace(UUID event, @Nullable EventRecurrence recurrence) {
		if (recurrence == null) {
			find(event).ifPresent(RecurrenceRecord::delete);
			return;
		}
		replace(event, recurrence,
				recurrence.changes()
					.stream()
					.map((change) -> changeRow(event, change))
					.sorted(Comparator.comparing(OccurrenceChangeRecord::getOriginalStart))
					.toList());
	}

	/**
	 * The same, with other changes of single occurrences.
	 * @param changes in the order of their original starts
	 */
	public void replace(UUID event, EventRecurrence recurrence, List<OccurrenceChangeRecord> changes) {
		RecurrenceRecord row = find(event).orElseGet(() -> this.dsl.newRecord(RECURRENCE));
		set(row, event, recurrence);
		row.store();
		replaceChanges(event, changes);
		expandIfStale(event);
	}

	private static void set(RecurrenceRecord row, UUID event, EventRecurrence recurrence) {
		row.setEventId(event);
		String[] rules = recurrence.rules().toArray(String[]::new);
		if (!Arrays.equals(rules, row.getRules())) {
			row.setRules(rules);
		}
		LocalDateTime[] additional = sorted(recurrence.additionalStarts());
		if (!Arrays.equals(additional, row.getAdditionalStarts())) {
			row.setAdditionalStarts(additional);
		}
		LocalDateTime[] excluded = sorted(recurrence.excludedStarts());
		if (!Arrays.equals(excluded, row.getExcludedStarts())) {
			row.setExcludedStarts(excluded);
		}
		row.setSource(recurrence.source());
	}

	private static LocalDateTime[] sorted(Collection<LocalDateTime> starts) {
		return starts.stream().distinct().sorted().toArray(LocalDateTime[]::new);
	}

	/**
	 * Follows a new version of a document that says nothing about a recurrence: removes
	 * one that an earlier version had, and keeps one that was made here.
	 */
	void keepOwn(EventRecord before, EventRecord after) {
		find(after.getId()).ifPresent((stored) -> {
			if (stored.getSource() != null) {
				stored.delete();
			}
			else {
				follow(before, after);
				expandIfStale(after.getId());
			}
		});
	}

	/** Replaces how single occurrences differ; the rows are in order. */
	public void replaceChanges(UUID event, List<OccurrenceChangeRecord> rows) {
		if (!rows.equals(List.copyOf(changes(event)))) {
			this.dsl.deleteFrom(OCCURRENCE_CHANGE).where(OCCURRENCE_CHANGE.EVENT_ID.eq(event)).execute();
			if (!rows.isEmpty()) {
				this.dsl.insertInto(OCCURRENCE_CHANGE, OCCURRENCE_CHANGE.fields()).valuesOfRecords(rows).execute();
			}
		}
	}

	private static OccurrenceChangeRecord changeRow(UUID event, OccurrenceChange change) {
		OccurrenceChangeRecord row = new OccurrenceChangeRecord();
		row.setEventId(event);
		row.setOriginalStart(change.originalStart());
		setTimes(row, change.start(), change.end());
		row.setStatus((change.status() != null) ? change.status().name() : null);
		row.setCancellationReason(change.cancellationReason());
		row.setName(change.name());
		row.setDescription(change.description());
		return row;
	}

	/** Sets the times of an occurrence; null for those of the recurrence. */
	public static void setTimes(OccurrenceChangeRecord row, @Nullable EventTime start, @Nullable EventTime end) {
		row.setStartsAt((start != null) ? start.instant() : null);
		row.setStartLocal((start != null) ? start.local() : null);
		row.setStartZone((start != null) ? start.zone().getId() : null);
		row.setStartPrecision((start != null) ? start.precision().name() : null);
		row.setStartZoneSource((start != null) ? start.zoneSource().name() : null);
		row.setEndsAt((end != null) ? end.instant() : null);
		row.setEndLocal((end != null) ? end.local() : null);
		row.setEndZone((end != null) ? end.zone().getId() : null);
		row.setEndPrecision((end != null) ? end.precision().name() : null);
		row.setEndZoneSource((end != null) ? end.zoneSource().name() : null);
	}

	/**
	 * Moves what refers to single occurrences along with a new start of the event: by the
	 * same time, and by the same days if the rules do not fix the day.
	 */
	public void follow(EventRecord before, EventRecord after) {
		if (before.getStartLocal().equals(after.getStartLocal())) {
			return;
		}
		find(after.getId()).ifPresent((recurrence) -> {
			boolean isFree = RecurrenceSet
				.of(before.getStartLocal(), ZoneOffset.UTC, false, List.of(recurrence.getRules()), List.of(), List.of())
				.rules()
				.stream()
				.allMatch((rule) -> rule.followsStart());
			Duration shift = isFree ? Duration.between(before.getStartLocal(), after.getStartLocal())
					: Duration.between(before.getStartLocal().toLocalTime(), after.getStartLocal().toLocalTime());
			recurrence.setAdditionalStarts(shifted(recurrence.getAdditionalStarts(), shift));
			recurrence.setExcludedStarts(shifted(recurrence.getExcludedStarts(), shift));
			recurrence.update();
			List<OccurrenceChangeRecord> changes = changes(after.getId());
			changes.forEach((change) -> change.setOriginalStart(change.getOriginalStart().plus(shift)));
			replaceChanges(after.getId(), changes);
		});
	}

	private static LocalDateTime[] shifted(LocalDateTime[] starts, Duration shift) {
		return Arrays.stream(starts).map((start) -> start.plus(shift)).toArray(LocalDateTime[]::new);
	}

	/**
	 * Makes the occurrences of an event again if what they follow from has changed.
	 * @throws InvalidRecurrenceException if they are too many
	 */
	public void expandIfStale(UUID event) {
		find(event).filter((recurrence) -> recurrence.getExpandedTo() == null).ifPresent(this.expander::expand);
	}

}
