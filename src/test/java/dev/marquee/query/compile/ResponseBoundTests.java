package dev.marquee.query.compile;

import java.util.List;
import java.util.stream.IntStream;

import dev.marquee.database.TestDatabase;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.VisitListener;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A statement ends when one of its lists has grown larger than the response may be.
 */
class ResponseBoundTests {

	private static final int LIMIT = 10_000;

	/** One object has 1,000 bytes, and a single list may have twice the limit. */
	private static final int MAX_OBJECTS = 20;

	/** PostgreSQL reads a row ahead. */
	private static final long READ_AHEAD = 2;

	private final ResponseBound responseBound = new ResponseBound(LIMIT);

	@Test
	void listMayHaveTwiceTheLimit() {
		assertThat(fetch(list(MAX_OBJECTS, true))).isNotNull();
		assertTooLarge(list(MAX_OBJECTS + 1, true));
	}

	@Test
	void noMoreObjectsAreBuiltThanFit() {
		TestDatabase.dsl().execute("drop sequence if exists built");
		TestDatabase.dsl().execute("create sequence built");
		try {
			Field<byte[]> object = DSL.field("convert_to(repeat('x', 1000 + 0 * nextval('built')::int), 'UTF8')",
					SQLDataType.BLOB);
			assertTooLarge(this.responseBound.list(rows(100_000), () -> {
				this.responseBound.addLargeValue();
				return object;
			}, "t"));
			assertThat((Long) TestDatabase.dsl().fetchValue("select last_value from built"))
				.isBetween((long) MAX_OBJECTS, MAX_OBJECTS + READ_AHEAD);
		}
		finally {
			TestDatabase.dsl().execute("drop sequence built");
		}
	}

	@Test
	void listOfSmallObjectsIsNotBounded() {
		assertThat(fetch(list(MAX_OBJECTS + 1, false))).isNotNull();
	}

	@Test
	void listsShareWhatAStatementMayHold() {
		List<Field<byte[][]>> lists = IntStream.range(0, 8).mapToObj((i) -> list((i == 7) ? 6 : 1, true)).toList();
		assertTooLarge(lists.toArray(Field[]::new));
		assertThat(fetch(lists.subList(0, 7).toArray(Field[]::new))).isNotNull();
	}

	@Test
	void wholeValueMayHaveTwiceTheLimit() {
		Field<byte[]> tooLarge = ObjectSql.result(DSL.field("convert_to(repeat('x', 20000), 'UTF8')", byte[].class));
		assertThat(fetch(this.responseBound.value(tooLarge))).isNotNull();
		list(1, true);
		list(1, true);
		assertTooLarge(this.responseBound.value(tooLarge));
		assertThat(fetch(this.responseBound.value(ObjectSql.result(DSL.inline("x"))))).isNotNull();
	}

	@Test
	void fewPartsAreNotBounded() {
		Field<byte[][]> parts = parts();
		assertThat(fetch(parts)).isNotNull();
		IntStream.range(0, 8).forEach((i) -> parts());
		assertTooLarge(parts);
	}

	private Field<byte[][]> parts() {
		return this.responseBound.partList(rows(MAX_OBJECTS + 1), () -> object(true), "t");
	}

	private Field<byte[][]> list(int size, boolean large) {
		return this.responseBound.list(rows(size), () -> object(large), "t");
	}

	private Field<byte[]> object(boolean large) {
		if (large) {
			this.responseBound.addLargeValue();
		}
		return DSL.field("convert_to(repeat('x', 1000), 'UTF8')", SQLDataType.BLOB);
	}

	private static RowQuery rows(int count) {
		return RowQuery.from(DSL.table("generate_series(1, {0}) as n", DSL.inline(count)));
	}

	private static void assertTooLarge(Field<?>... values) {
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> fetch(values))
			.withMessageContaining("The response is too large");
	}

	private static Record fetch(Field<?>... values) {
		String sql = CompiledStatement.of(DSL.select(values), List.of(), VisitListener.onVisitStart((context) -> {
		})).sql();
		return TestDatabase.dsl().fetchSingle(sql);
	}

}
