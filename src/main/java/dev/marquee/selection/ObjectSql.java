package dev.marquee.selection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The SQL that makes objects and lists. An object is a row in PostgreSQL's binary format,
 * whose first column is the number of its {@link Shape}, and a list is an array of such:
 * that takes PostgreSQL a third less time than to write JSON, which is what
 * {@link JsonWriter} makes of it. Each object is put into that format as soon as its row
 * is read, since the function takes a kilobyte for each value until it is done. An object
 * too large for a row is a row without a number, of its parts.
 */
final class ObjectSql {

	/** PostgreSQL takes at most 1664 columns in a row. */
	private static final int MOST_COLUMNS_OF_A_ROW = 1600;

	/** What {@link JsonWriter} can read; everything else is sent as JSON. */
	private static final Set<Class<?>> SENT_AS_THEY_ARE = Set.of(String.class, Boolean.class, Short.class,
			Integer.class, Long.class, Double.class, UUID.class, Instant.class, OffsetDateTime.class,
			LocalDateTime.class, LocalDate.class, JSON.class, String[].class, byte[].class, byte[][].class);

	private ObjectSql() {
	}

	/** An object. */
	static Field<byte[]> object(List<Column> columns, Compilation compilation) {
		List<Field<?>> values = new ArrayList<>();
		if (columns.size() <= MOST_COLUMNS_OF_A_ROW) {
			values.add(DSL.inline(compilation.numberOf(new Shape(columns.stream().map(Column::part).toList()))));
			columns.forEach((column) -> values.add(sendable(column.value())));
		}
		else {
			values.add(DSL.inline((Integer) null, SQLDataType.INTEGER));
			for (int from = 0; from < columns.size(); from += MOST_COLUMNS_OF_A_ROW) {
				int to = Math.min(from + MOST_COLUMNS_OF_A_ROW, columns.size());
				values.add(object(columns.subList(from, to), compilation));
			}
		}
		return row(values);
	}

	/** The first row as an object, or null when there is none. */
	static Field<byte[]> one(Rows rows, List<Column> columns, Compilation compilation) {
		return DSL.field(rows.select(object(columns, compilation)));
	}

	/** All rows as a list of objects. */
	static Field<byte[][]> many(Rows rows, List<Column> columns, Compilation compilation) {
		return DSL.array(rows.select(object(columns, compilation)));
	}

	/** A value of a field as a statement returns it, for {@link JsonWriter} to read. */
	static Field<byte[]> sent(Field<?> value) {
		return row(List.of(sendable(value)));
	}

	private static Field<byte[]> row(List<Field<?>> values) {
		return DSL.field("record_send(row({0}))", SQLDataType.BLOB, DSL.list(values));
	}

	private static Field<?> sendable(Field<?> value) {
		if (SENT_AS_THEY_ARE.contains(value.getType())) {
			return value;
		}
		boolean isDecimal = value.getType() == BigDecimal.class;
		return DSL.function("to_json", SQLDataType.JSON,
				isDecimal ? DSL.function("trim_scale", SQLDataType.NUMERIC, value) : value);
	}

}
