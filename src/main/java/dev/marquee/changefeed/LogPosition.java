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
 * A place in the log as parameters of a statement.
 */
record LogPosition(Field<String> epoch, Field<String> xid, Field<Long> id) {

	private static final String EPOCH = "changeEpoch";

	private static final String XID = "changeXid";

	private static final String ID = "changeId";

	/** The place that the argument {@code after} holds. */
	static LogPosition ofArgument(Arguments arguments) {
		return new LogPosition(bindPart(arguments, SQLDataType.CLOB, ChangeCursor::epoch),
				bindPart(arguments, SQLDataType.CLOB, (cursor) -> String.valueOf(cursor.xid())),
				bindPart(arguments, SQLDataType.BIGINT, ChangeCursor::id));
	}

	private static <T> Field<T> bindPart(Arguments arguments, DataType<T> type, Function<ChangeCursor, Object> part) {
		return arguments.bind("after", type, (String text) -> part.apply(ChangeCursor.parse("after", text)));
	}

	/** The place that is given each time the statement is run. */
	static LogPosition ofContext(Arguments arguments) {
		return new LogPosition(arguments.contextParameter(EPOCH, SQLDataType.CLOB),
				arguments.contextParameter(XID, SQLDataType.CLOB), arguments.contextParameter(ID, SQLDataType.BIGINT));
	}

	/** What to give for {@link #ofContext}. */
	static Map<String, Object> contextValues(ChangeCursor cursor) {
		return Map.of(EPOCH, cursor.epoch(), XID, String.valueOf(cursor.xid()), ID, cursor.id());
	}

	/** Holds for what follows this place; an error if not all of that is kept. */
	Condition rowsAfter() {
		return DSL.condition("(xid, id) > ({0}::xid8, {1}) and change_is_kept({2}, {0}::xid8, {1})", this.xid, this.id,
				this.epoch);
	}

}
