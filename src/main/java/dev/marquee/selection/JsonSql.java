package dev.marquee.selection;

import java.util.ArrayList;
import java.util.List;

import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The SQL that makes JSON objects and arrays. A row becomes an object by
 * {@code row_to_json}, whose keys are the names of the columns: that is a third cheaper
 * for PostgreSQL than {@code json_build_object}, and {@code jsonb} costs twice as much
 * and forgets the order of the keys.
 */
public final class JsonSql {

	/** PostgreSQL cuts longer identifiers off, see NAMEDATALEN. */
	private static final int LONGEST_COLUMN_NAME = 63;

	/** PostgreSQL takes at most 100 arguments to a function, two for each key. */
	private static final int MOST_KEYS_OF_A_FUNCTION = 50;

	/** PostgreSQL takes at most 1664 columns in a select list. */
	private static final int MOST_COLUMNS_OF_A_ROW = 1600;

	/** The column that holds a finished value where the row itself is not one. */
	private static final String WHOLE = "json";

	private static final Field<JSON> EMPTY_OBJECT = DSL.field("'{}'::json", SQLDataType.JSON);

	private static final Field<JSON> EMPTY_ARRAY = DSL.field("'[]'::json", SQLDataType.JSON);

	private JsonSql() {
	}

	/**
	 * An object made of expressions, without a row of its own. The columns' names are the
	 * keys.
	 */
	static Field<JSON> object(List<Column> columns) {
		if (columns.isEmpty()) {
			return EMPTY_OBJECT;
		}
		if (columns.size() > MOST_KEYS_OF_A_FUNCTION) {
			return concatenated(columns);
		}
		List<Field<?>> keysAndValues = new ArrayList<>();
		for (Column column : columns) {
			keysAndValues.add(DSL.inline(column.key()));
			keysAndValues.add(column.value());
		}
		return DSL.function("json_build_object", SQLDataType.JSON, keysAndValues);
	}

	/** The first row as an object, or null when there is none. */
	static Field<JSON> one(Rows rows, List<Column> columns, Compilation compilation) {
		return one(rows.select(selectable(columns)), columns, compilation);
	}

	/**
	 * The only row of a query as an object. The query selects {@link #selectable} of the
	 * columns.
	 */
	public static Field<JSON> one(Select<?> query, List<Column> columns, Compilation compilation) {
		return DSL.field(each(query, columns, compilation));
	}

	/** Every row of a query as an object. */
	static Select<Record1<JSON>> each(Select<?> query, List<Column> columns, Compilation compilation) {
		String alias = compilation.alias();
		Field<JSON> object = fitsRow(columns) ? DSL.function("row_to_json", SQLDataType.JSON, record(alias))
				: whole(alias);
		return DSL.select(object).from(query.asTable(alias));
	}

	/** A text of the first row as a JSON string, or null when there is none. */
	static Field<JSON> string(Rows rows, Field<String> text) {
		return DSL.function("to_json", SQLDataType.JSON, DSL.field(rows.select(text)));
	}

	/** A text of all rows as an array of JSON strings. */
	static Field<JSON> strings(Rows rows, Field<String> text, Compilation compilation) {
		String alias = compilation.alias();
		Field<String> each = DSL.field(DSL.name(alias, WHOLE), String.class);
		return DSL.field(DSL.select(arrayOf(each)).from(rows.select(text.as(WHOLE)).asTable(alias)));
	}

	/** All rows as an array of objects, which is empty when there are none. */
	public static Field<JSON> many(Rows rows, List<Column> columns, Compilation compilation) {
		String alias = compilation.alias();
		Select<Record> query = rows.select(selectable(columns));
		Field<JSON> array = arrayOf(fitsRow(columns) ? record(alias) : whole(alias));
		return DSL.field(DSL.select(array).from(query.asTable(alias)));
	}

	/** What a query must select so that its rows become objects with these columns. */
	public static List<? extends Field<?>> selectable(List<Column> columns) {
		return fitsRow(columns) ? columns.stream().map(Column::named).toList()
				: List.of(wholeObject(columns).as(WHOLE));
	}

	private static Field<JSON> arrayOf(Field<?> values) {
		return DSL.coalesce(DSL.function("json_agg", SQLDataType.JSON, values), EMPTY_ARRAY);
	}

	private static Field<?> record(String alias) {
		return DSL.field(DSL.name(alias));
	}

	private static Field<JSON> whole(String alias) {
		return DSL.field(DSL.name(alias, WHOLE), SQLDataType.JSON);
	}

	private static boolean fitsRow(List<Column> columns) {
		return !columns.isEmpty() && columns.size() <= MOST_COLUMNS_OF_A_ROW
				&& columns.stream().allMatch((column) -> column.key().length() <= LONGEST_COLUMN_NAME);
	}

	private static Field<JSON> wholeObject(List<Column> columns) {
		return columns.isEmpty() ? EMPTY_OBJECT : concatenated(columns);
	}

	/**
	 * An object of any number of keys of any length. Names of GraphQL need no escape in
	 * JSON.
	 */
	private static Field<JSON> concatenated(List<Column> columns) {
		List<Field<String>> parts = new ArrayList<>();
		for (Column column : columns) {
			String key = (parts.isEmpty() ? "{\"" : ",\"") + column.key() + "\":";
			Field<JSON> value = DSL.function("to_json", SQLDataType.JSON, column.value());
			parts.add(DSL.inline(key));
			parts.add(DSL.coalesce(value.cast(SQLDataType.CLOB), DSL.inline("null")));
		}
		parts.add(DSL.inline("}"));
		return DSL.field("array_to_string({0}, '')", SQLDataType.CLOB, DSL.array(parts)).cast(SQLDataType.JSON);
	}

}
