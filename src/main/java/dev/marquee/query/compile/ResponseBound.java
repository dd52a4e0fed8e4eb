package dev.marquee.query.compile;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jooq.Context;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.CustomField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Bounds the memory that PostgreSQL uses for the response of one statement. The function
 * {@code response_too_large} ends the statement when a list has grown too large, instead
 * of building all of it. Only lists are bounded whose objects can be large, because they
 * contain long texts or lists: the number of other objects is bounded by their cost.
 * <p>
 * The exact limit is checked when the JSON is written. Rows in PostgreSQL's format can be
 * up to twice as long as their JSON.
 */
final class ResponseBound {

	/** How much the lists of a statement may hold together, in terms of the limit. */
	private static final int MAX_TOTAL_FACTOR = 4;

	/** How much one list, or the whole value, may hold in terms of the limit. */
	private static final int MAX_LIST_FACTOR = 2;

	/**
	 * Lists of an event's own parts, such as its tickets, are short: up to this number
	 * they are not bounded, since that would take a microsecond each.
	 */
	private static final int MAX_UNBOUNDED_PART_LISTS = 8;

	private static final Field<byte[]> TOO_LARGE = DSL.field("response_too_large()", SQLDataType.BLOB);

	private final long maxResponseBytes;

	private int largeValues;

	private int largeLists;

	ResponseBound(long maxResponseBytes) {
		this.maxResponseBytes = maxResponseBytes;
	}

	/** Counts a value that may be large: a long text or a list. */
	void addLargeValue() {
		this.largeValues++;
	}

	/**
	 * The objects of all rows as a list.
	 * @param object compiles the objects
	 * @param alias an alias that is unique in the statement
	 */
	Field<byte[][]> list(RowQuery rowQuery, Supplier<Field<byte[]>> object, String alias) {
		return list(rowQuery, object, alias, false);
	}

	/** The same for rows that are parts of an object and therefore few. */
	Field<byte[][]> partList(RowQuery rowQuery, Supplier<Field<byte[]>> object, String alias) {
		return list(rowQuery, object, alias, true);
	}

	private Field<byte[][]> list(RowQuery rowQuery, Supplier<Field<byte[]>> objectCompiler, String alias,
			boolean parts) {
		int before = this.largeValues;
		Field<byte[]> object = objectCompiler.get();
		boolean canBeLarge = this.largeValues > before;
		addLargeValue();
		Field<byte[][]> unbounded = DSL.array(rowQuery.select(object));
		if (!canBeLarge) {
			return unbounded;
		}
		this.largeLists++;
		return new BoundedList(unbounded, boundedArray(rowQuery, object, DSL.name(alias)), parts);
	}

	private Field<byte[][]> boundedArray(RowQuery rowQuery, Field<byte[]> object, Name alias) {
		Field<byte[]> each = DSL.field(alias.append("object"), SQLDataType.BLOB);
		Table<?> objects = rowQuery.table(object.as("object"), alias);
		Field<Long> total = DSL.field("sum(octet_length({0})) over (rows unbounded preceding)", SQLDataType.BIGINT,
				each);
		return DSL.array(DSL.select(DSL.when(total.gt(new MaxListBytes()), TOO_LARGE).otherwise(each)).from(objects));
	}

	/**
	 * The whole value of a statement, which is bounded if it has several lists that are.
	 */
	Field<byte[]> value(Field<byte[]> value) {
		if (this.largeLists < 2) {
			return value;
		}
		Field<byte[]> whole = DSL.field(DSL.name("whole", "value"), SQLDataType.BLOB);
		return DSL
			.field(DSL.select(
					DSL.when(
							DSL.field("octet_length({0})", SQLDataType.INTEGER, whole)
								.gt(DSL.inline(
										(int) Math.min(this.maxResponseBytes * MAX_LIST_FACTOR, Integer.MAX_VALUE))),
							TOO_LARGE)
						.otherwise(whole))
				.from(DSL.select(value.as("value")).offset(DSL.inline(0)).asTable("whole")));
	}

	/**
	 * The first rows of a subscription's query: no more after the maximum size of a
	 * response is reached. The next batch continues there.
	 * @param rows the columns of a
	 * {@link dev.marquee.query.compile.SubscriptionMapping.SubscriptionQuery}
	 */
	Select<?> batch(Select<?> rows) {
		Field<?> epoch = DSL.field(DSL.name("epoch"));
		List<Field<?>> position = Stream.of("generation", "xid", "id")
			.<Field<?>>map((name) -> DSL.field(DSL.name(name)))
			.toList();
		Field<byte[]> value = DSL.field(DSL.name("value"), SQLDataType.BLOB);
		Field<BigDecimal> precedingBytes = DSL.sum(DSL.field("octet_length({0})", SQLDataType.BIGINT, value))
			.over()
			.orderBy(position)
			.rowsBetweenUnboundedPreceding()
			.andPreceding(1);
		return DSL.select(epoch)
			.select(position)
			.select(value)
			.from(DSL.select(epoch)
				.select(position)
				.select(value, DSL.coalesce(precedingBytes, BigDecimal.ZERO).as("preceding_bytes"))
				.from(rows.asTable("batch", "epoch", "generation", "xid", "id", "value"))
				.asTable("measured"))
			.where(DSL.field(DSL.name("preceding_bytes"), SQLDataType.BIGINT).lt(DSL.inline(this.maxResponseBytes)))
			.orderBy(position);
	}

	/**
	 * The maximum number of bytes of a list. It is known when all lists of the statement
	 * are, so when the statement is rendered.
	 */
	private final class MaxListBytes extends CustomField<Long> {

		MaxListBytes() {
			super(DSL.name("max_list_bytes"), SQLDataType.BIGINT);
		}

		@Override
		public void accept(Context<?> context) {
			ResponseBound bound = ResponseBound.this;
			context.visit(DSL.inline(Math.min(MAX_LIST_FACTOR * bound.maxResponseBytes,
					MAX_TOTAL_FACTOR * bound.maxResponseBytes / Math.max(1, bound.largeLists))));
		}

	}

	/**
	 * A list that is bounded unless it has few parts of an object.
	 */
	private final class BoundedList extends CustomField<byte[][]> {

		private final Field<byte[][]> unbounded;

		private final Field<byte[][]> bounded;

		private final boolean parts;

		BoundedList(Field<byte[][]> unbounded, Field<byte[][]> bounded, boolean parts) {
			super(DSL.name("objects"), SQLDataType.BLOB.array());
			this.unbounded = unbounded;
			this.bounded = bounded;
			this.parts = parts;
		}

		@Override
		public void accept(Context<?> context) {
			boolean isShort = this.parts && ResponseBound.this.largeLists <= MAX_UNBOUNDED_PART_LISTS;
			context.visit(isShort ? this.unbounded : this.bounded);
		}

	}

}
