package dev.marquee.event;

import java.time.LocalTime;

import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The parts of a day in which events start, in the venue's local time.
 */
enum TimeOfDay {

	/** From 05:00, before 12:00. */
	MORNING(1),

	/** From 12:00, before 17:00. */
	AFTERNOON(2),

	/** From 17:00, before 22:00. */
	EVENING(3),

	/** From 22:00, before 05:00. */
	NIGHT(4);

	private final int number;

	TimeOfDay(int number) {
		this.number = number;
	}

	/** The number by which SQL knows the part, from 1. */
	int number() {
		return this.number;
	}

	/** The number of the part in which a time is; null for null. */
	static Field<Integer> numberOf(Field<LocalTime> time) {
		return DSL.field("""
				case when {0} < '05:00' or {0} >= '22:00' then 4 when {0} < '12:00' then 1 when {0} < '17:00' then 2 \
				when {0} is not null then 3 end""", SQLDataType.INTEGER, time);
	}

}
