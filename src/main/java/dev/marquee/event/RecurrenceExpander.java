package dev.marquee.event;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.db.tables.records.OccurrenceChangeRecord;
import dev.marquee.db.tables.records.RecurrenceRecord;
import dev.marquee.recurrence.InvalidRecurrenceException;
import dev.marquee.recurrence.RecurrenceSet;
import dev.marquee.recurrence.RecurrenceText;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.OCCURRENCE_CHANGE;
import static dev.marquee.db.Tables.RECURRENCE;

/**
 * Makes the rows in {@code occurrence} from recurrences, for the years around now.
 */
class RecurrenceExpander {

	private static final Logger LOG = LoggerFactory.getLogger(RecurrenceExpander.class);

	/**
	 * At least the days of two years, in which occurrences have rows before and after
	 * now.
	 */
	private static final int DAYS = 731;

	/**
	 * The days for which the first and the last day of an event's rows stay the same, so
	 * that an edit does not seem to add or remove occurrences far away, and an event is
	 * not expanded again every day.
	 */
	private static final int PERIOD_DAYS = 30;

	private final DSLContext dsl;

	private final OccurrenceRows rows;

	private final Clock clock;

	RecurrenceExpander(DSLContext dsl, Clock clock) {
		this.dsl = dsl;
		this.rows = new OccurrenceRows(dsl);
		this.clock = clock;
	}

	/** Makes the occurrences of a locked recurrence from the first to the last day. */
	boolean expand(RecurrenceRecord recurrence) {
		UUID id = recurrence.getEventId();
		EventRecord event = this.dsl.selectFrom(EVENT).where(EVENT.ID.eq(id)).fetchSingle();
		List<OccurrenceChangeRecord> changes = this.dsl.selectFrom(OCCURRENCE_CHANGE)
			.where(OCCURRENCE_CHANGE.EVENT_ID.eq(id))
			.fetch();
		OccurrenceExpansion expansion = new OccurrenceExpansion(event, recurrence, changes);
		boolean isChanged = this.rows.replace(id, expansion.rows(firstDay(id), lastDay(id)));
		recurrence.setText(RecurrenceText.of(expansion.recurrence()).orElse(null));
		setExpanded(recurrence);
		recurrence.update();
		return isChanged;
	}

	private void setExpanded(RecurrenceRecord recurrence) {
		recurrence.setExpandedFrom(firstDay(recurrence.getEventId()));
		recurrence.setExpandedTo(lastDay(recurrence.getEventId()));
	}

	/**
	 * Makes the occurrences of events whose rows do not reach two years ahead, or are not
	 * up to date. Their search rows follow; the change log does not, since no one edited
	 * them. Skips events that another transaction is editing or expanding.
	 * @return how many events it looked at
	 */
	int expandNext(int max) {
		List<UUID> events = this.dsl.select(EVENT.ID)
			.from(RECURRENCE)
			.join(EVENT)
			.on(EVENT.ID.eq(RECURRENCE.EVENT_ID))
			.where(RECURRENCE.EXPANDED_TO.isNull().or(RECURRENCE.EXPANDED_TO.le(today().plusDays(DAYS))))
			.orderBy(RECURRENCE.EXPANDED_TO.asc().nullsFirst())
			.limit(max)
			.forNoKeyUpdate()
			.of(EVENT)
			.skipLocked()
			.fetch(EVENT.ID);
		UUID[] changed = events.stream().filter(this::expandNext).toArray(UUID[]::new);
		if (changed.length > 0) {
			this.dsl.fetch("select refresh_event_search({0})", DSL.val(changed));
		}
		return events.size();
	}

	/** The occurrences of a recurrence that cannot be expanded stay as they are. */
	private boolean expandNext(UUID event) {
		RecurrenceRecord recurrence = this.dsl.selectFrom(RECURRENCE)
			.where(RECURRENCE.EVENT_ID.eq(event))
			.forUpdate()
			.fetchOne();
		if (recurrence == null) {
			return false;
		}
		try {
			return expand(recurrence);
		}
		catch (InvalidRecurrenceException ex) {
			LOG.warn("Cannot expand the recurrence of event {}: {}", event, ex.getMessage());
			setExpanded(recurrence);
			recurrence.update();
			return false;
		}
	}

	/** The first day of the event's current period; periods of events differ. */
	private LocalDate periodStart(UUID event) {
		LocalDate today = today();
		return today.minusDays(Math.floorMod(today.toEpochDay() + event.getLeastSignificantBits(), PERIOD_DAYS));
	}

	private LocalDate firstDay(UUID event) {
		return periodStart(event).minusDays(DAYS);
	}

	private LocalDate lastDay(UUID event) {
		return periodStart(event).plusDays(PERIOD_DAYS + DAYS);
	}

	/**
	 * Checks that the rows of any event can be made.
	 * @throws InvalidRecurrenceException if they are too many
	 */
	void check(RecurrenceSet starts) {
		starts.startsWithin(today().minusDays(PERIOD_DAYS + DAYS), today().plusDays(PERIOD_DAYS + DAYS));
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC);
	}

}
