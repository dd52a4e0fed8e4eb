package dev.marquee.query.compile;

import java.util.Set;
import java.util.UUID;

import dev.marquee.query.compile.TypeMapping.RootValue;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The result of a mutation, or a part of it, as the row of the payload's type: a JSON
 * object that is bound with each request.
 */
public final class MutationResultRow {

	private final Field<JSON> json;

	private MutationResultRow(Field<JSON> json) {
		this.json = json;
	}

	/** A mapping of a payload's type, or of a type that payloads contain. */
	public static TypeMapping<MutationResultRow> mapping(String type) {
		return TypeMapping.of(type, MutationResultRow.class);
	}

	/**
	 * The mapping of the type {@code Mutation}: the row of each field's payload is the
	 * result of the mutation.
	 */
	public static TypeMapping<RootValue> mutationMapping(Set<String> fieldNames) {
		TypeMapping<RootValue> mapping = TypeMapping.mutation();
		fieldNames.forEach((name) -> mapping.add(name,
				(rootValue, field, compilation) -> compilation.object(field, ofOperation())));
		return mapping;
	}

	private static MutationResultRow ofOperation() {
		return new MutationResultRow(BindParameter.ofMutationResult());
	}

	/** A member as text; null if it is missing. */
	public Field<String> text(String name) {
		return DSL.field("({0} ->> {1})", SQLDataType.CLOB, this.json, DSL.inline(name));
	}

	/** A member as JSON. */
	public Field<JSON> json(String name) {
		return DSL.field("({0} -> {1})", SQLDataType.JSON, this.json, DSL.inline(name));
	}

	/** A member as the key of a row; null if it is missing. */
	public Field<UUID> key(String name) {
		return text(name).cast(SQLDataType.UUID);
	}

	/** Maps a field to a list of objects. */
	public static FieldMapping<MutationResultRow> list(String name) {
		return (mutationResultRow, field, compilation) -> {
			String alias = compilation.nextAlias();
			Table<?> elements = DSL.table("json_array_elements({0}) with ordinality as {1}(value, ordinal)",
					mutationResultRow.json(name), DSL.name(alias));
			MutationResultRow element = new MutationResultRow(DSL.field(DSL.name(alias, "value"), SQLDataType.JSON));
			return compilation.list(field, RowQuery.from(elements).orderBy(DSL.field(DSL.name(alias, "ordinal"))),
					element);
		};
	}

}
