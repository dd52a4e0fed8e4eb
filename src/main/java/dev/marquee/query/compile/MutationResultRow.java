package dev.marquee.query.compile;

import java.util.UUID;

import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * What came of a mutation, or a part of that, as the row of its payload's type: an object
 * of JSON that each request brings.
 */
public final class MutationResultRow {

	private final Field<JSON> json;

	private MutationResultRow(Field<JSON> json) {
		this.json = json;
	}

	/** The mapping of a payload's type, or of a type that payloads are made of. */
	public static TypeMapping<MutationResultRow> mapping(String type) {
		return TypeMapping.of(type, MutationResultRow.class);
	}

	/** The row of a payload. */
	static MutationResultRow ofOperation() {
		return new MutationResultRow(BindParameter.ofMutationResult());
	}

	/** A text, or anything that is written as one; null when it is missing. */
	public Field<String> text(String name) {
		return DSL.field("({0} ->> {1})", SQLDataType.CLOB, this.json, DSL.inline(name));
	}

	/** A member as it is. */
	public Field<JSON> json(String name) {
		return DSL.field("({0} -> {1})", SQLDataType.JSON, this.json, DSL.inline(name));
	}

	/** The key of a row; null when it is missing. */
	public Field<UUID> key(String name) {
		return text(name).cast(SQLDataType.UUID);
	}

	/** A list of objects. */
	public static FieldMapping<MutationResultRow> list(String name) {
		return (mutationResultRow, field, compilation) -> {
			String alias = compilation.nextAlias();
			Table<?> elements = DSL.table("json_array_elements({0}) with ordinality as {1}(value, place)",
					mutationResultRow.json(name), DSL.name(alias));
			MutationResultRow element = new MutationResultRow(DSL.field(DSL.name(alias, "value"), SQLDataType.JSON));
			return compilation.list(field, RowQuery.from(elements).orderBy(DSL.field(DSL.name(alias, "place"))),
					element);
		};
	}

}
