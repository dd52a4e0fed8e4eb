package dev.marquee.changefeed;

import java.util.Map;
import java.util.function.Function;

import dev.marquee.query.compile.Arguments;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * A position in the change log as bind parameters of a statement.
 */
record LogPosition(Field<String> epoch, Field<Integer> generation, Field<String> xid, Field<Long> id) {

	private static final String EPOCH = "changeEpoch";

	private static final String GENERATION = "changeGeneration";

	private static final String XID = "changeXid";

	private static final String ID = "changeId";

	/** The position of the argument {@code after}. */
	static LogPosition ofArgument(Arguments arguments) {
		return new LogPosition(bindPart(arguments, SQLDataType.CLOB, ChangeCursor::epoch),
				bindPart(arguments, SQLDataType.INTEGER, ChangeCursor::generation),
				bindPart(arguments, SQLDataType.CLOB, (cursor) -> String.valueOf(cursor.xid())),
				bindPart(arguments, SQLDataType.BIGINT, ChangeCursor::id));
	}

	private static <T> Field<T> bindPart(Arguments arguments, DataType<T> type, Function<ChangeCursor, Object> part) {
		return arguments.bind("after", type, (String text) -> part.apply(ChangeCursor.parse("after", text)));
	}

	/**
	 * The position before the time of the argument {@code since}, of the table expression
	 * {@code time_position}. No change before it is needed.
	 */
	static LogPosition ofTime() {
		return new LogPosition(FilteredChanges.epoch(),
				DSL.field("(select log_number from time_position)", Integer.class),
				DSL.field("(select log_xid::text from time_position)", String.class), DSL.inline(Long.MAX_VALUE));
	}

	/** The position in the context values of each execution. */
	static LogPosition ofContext(Arguments arguments) {
		return new LogPosition(arguments.contextParameter(EPOCH, SQLDataType.CLOB),
				arguments.contextParameter(GENERATION, SQLDataType.INTEGER),
				arguments.contextParameter(XID, SQLDataType.CLOB), arguments.contextParameter(ID, SQLDataType.BIGINT));
	}

	/** The context values for {@link #ofContext}. */
	static Map<String, Object> contextValues(ChangeCursor cursor) {
		return Map.of(EPOCH, cursor.epoch(), GENERATION, cursor.generation(), XID, String.valueOf(cursor.xid()), ID,
				cursor.id());
	}

	/**
	 * The condition for changes after this position. It raises {@code MQ410} if some of
	 * them are no longer retained.
	 */
	Condition rowsAfter() {
		return DSL.condition(
				"(generation, xid, id) > ({1}, {2}::xid8, {3}) and require_change_retained({0}, {1}, {2}::xid8, {3})",
				this.epoch, this.generation, this.xid, this.id);
	}

}
