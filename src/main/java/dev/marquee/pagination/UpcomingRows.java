package dev.marquee.pagination;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import dev.marquee.query.compile.Arguments;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * SQL that counts the upcoming rows of an owner, such as the events at a venue that are
 * not over. They are counted when they are read: a stored number would be wrong as soon
 * as an event ends.
 *
 * @param from the {@code from} and {@code where} clauses, in which {@code {0}} is the
 * owner's id and {@code {1}} the current time
 * @param now the current time, the same in the whole statement
 */
public record UpcomingRows(String from, Field<?> now) {

	/** Rows are counted up to this number. */
	private static final int MAX_COUNT = 10_000;

	/**
	 * Binds the current time.
	 * @param arguments the arguments of the field that counts
	 */
	public static UpcomingRows at(Clock clock, Arguments arguments, String from) {
		return new UpcomingRows(from,
				arguments
					.bindAll("now", List.of(SQLDataType.INSTANT),
							(values) -> List.of(clock.instant().atOffset(ZoneOffset.UTC)))
					.getFirst());
	}

	/** The number of the owner's rows, at most 10,000. */
	public Field<Integer> count(Field<UUID> owner) {
		return DSL.field(
				"(select count(*)::integer from (select " + this.from + " limit " + MAX_COUNT + ") as upcoming)",
				SQLDataType.INTEGER, owner, this.now);
	}

	/**
	 * Whether the owner has such a row. The offset makes PostgreSQL look for one for each
	 * owner instead of joining all rows.
	 */
	public Condition exist(Field<UUID> owner) {
		return DSL.condition("exists (select " + this.from + " offset 0)", owner, this.now);
	}

}
