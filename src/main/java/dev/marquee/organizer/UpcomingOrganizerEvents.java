package dev.marquee.organizer;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

import dev.marquee.db.tables.Organizer;
import dev.marquee.query.compile.Arguments;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * SQL of the published events of an organizer that are not over, which are the same for
 * all callers. They are counted when they are read: a stored number would be wrong as
 * soon as an event ends. An index has the events of an organizer by their end, so that
 * only the counted events are read.
 *
 * @param now the current time, the same in the whole statement
 */
record UpcomingOrganizerEvents(Field<?> now) {

	/** Events are counted up to this number. */
	private static final int MAX_COUNT = 10_000;

	/** Without row policy: the table has published events only. */
	private static final String UPCOMING = """
			from organizer_event
			where organizer_id = {0} and over_at >= {1} and (starts_at >= {1} or over_at > {1})""";

	/**
	 * Binds the current time.
	 * @param arguments the arguments of the field that counts
	 */
	static UpcomingOrganizerEvents at(Clock clock, Arguments arguments) {
		return new UpcomingOrganizerEvents(arguments
			.bindAll("now", List.of(SQLDataType.INSTANT), (values) -> List.of(clock.instant().atOffset(ZoneOffset.UTC)))
			.getFirst());
	}

	Field<Integer> count(Organizer organizer) {
		return DSL.field(
				"(select count(*)::integer from (select " + UPCOMING + " limit " + MAX_COUNT + ") as upcoming)",
				SQLDataType.INTEGER, organizer.ID, this.now);
	}

	/**
	 * The offset makes PostgreSQL look for an event of each row instead of joining all
	 * events.
	 */
	Condition exist(Organizer organizer) {
		return DSL.condition("exists (select " + UPCOMING + " offset 0)", organizer.ID, this.now);
	}

}
