package dev.marquee.query.compile;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.marquee.query.json.DerivedJson;
import dev.marquee.query.json.JsonWriter;
import dev.marquee.query.json.RowLayout;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Builds the SQL of objects and lists. An object is a row in PostgreSQL's binary format,
 * whose first column is the number of its {@link RowLayout}; a list is an array of such
 * rows. {@link JsonWriter} encodes them as JSON: this takes PostgreSQL a third less time
 * than writing JSON. Each object is converted by a {@code record_send} of its own as soon
 * as its row is read, since the function holds a kilobyte for each value until it
 * returns. An object with too many columns for one row is a row without a layout number,
 * whose columns are its parts.
 */
final class ObjectSql {

	/** PostgreSQL allows at most 1664 columns in a row. */
	private static final int MAX_COLUMNS = 1600;

	/**
	 * The types that {@link JsonWriter} encodes; all others are converted to JSON in SQL.
	 */
	private static final Set<Class<?>> BINARY_TYPES = Set.of(String.class, Boolean.class, Short.class, Integer.class,
			Long.class, Double.class, UUID.class, Instant.class, OffsetDateTime.class, LocalDateTime.class,
			LocalDate.class, JSON.class, String[].class, byte[].class, byte[][].class);

	private ObjectSql() {
	}

	static Field<byte[]> object(List<RowColumn> columns, Compilation compilation) {
		List<Field<?>> values = new ArrayList<>();
		if (columns.size() <= MAX_COLUMNS) {
			values.add(DSL
				.inline(compilation.register(new RowLayout(columns.stream().map(RowColumn::columnLayout).toList()))));
			columns.forEach((rowColumn) -> values.add(encodable(rowColumn.value())));
		}
		else {
			values.add(DSL.inline((Integer) null, SQLDataType.INTEGER));
			for (int from = 0; from < columns.size(); from += MAX_COLUMNS) {
				int to = Math.min(from + MAX_COLUMNS, columns.size());
				values.add(object(columns.subList(from, to), compilation));
			}
		}
		return recordSend(values);
	}

	/** An object from which another value is derived, which takes its place. */
	static Field<byte[]> derived(List<RowColumn> columns, DerivedJson derivedJson, Compilation compilation) {
		List<Field<?>> values = new ArrayList<>();
		values.add(DSL.inline(compilation
			.register(new RowLayout(columns.stream().map(RowColumn::columnLayout).toList(), derivedJson))));
		columns.forEach((rowColumn) -> values.add(encodable(rowColumn.value())));
		return recordSend(values);
	}

	/** The only row as an object; null without a row. */
	static Field<byte[]> objectOrNull(RowQuery rowQuery, List<RowColumn> columns, Compilation compilation) {
		return DSL.field(rowQuery.select(object(columns, compilation)));
	}

	/** The value of a root field as a statement returns it: a row with one column. */
	static Field<byte[]> result(Field<?> value) {
		return recordSend(List.of(encodable(value)));
	}

	static Field<byte[]> recordSend(List<Field<?>> values) {
		return DSL.field("record_send(row({0}))", SQLDataType.BLOB, DSL.list(values));
	}

	private static Field<?> encodable(Field<?> value) {
		if (BINARY_TYPES.contains(value.getType())) {
			return value;
		}
		boolean isDecimal = value.getType() == BigDecimal.class;
		return DSL.function("to_json", SQLDataType.JSON,
				isDecimal ? DSL.function("trim_scale", SQLDataType.NUMERIC, value) : value);
	}

}
