package dev.marquee.selection;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

import dev.marquee.graphql.BadUserInput;
import dev.marquee.selection.TypeMapping.Root;
import graphql.schema.GraphQLObjectType;
import org.jooq.CaseConditionStep;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The root fields {@code node} and {@code nodes}: objects of any type by their ids. Which
 * type it is shows only in the id, so the statement holds a branch for each type, of
 * which PostgreSQL runs the one that fits.
 */
final class NodeFields {

	private static final int MOST_IDS = 100;

	private NodeFields() {
	}

	static TypeMapping<Root> mapping() {
		return TypeMapping.query().add("node", NodeFields::node).add("nodes", NodeFields::nodes);
	}

	private static Field<JSON> node(Root root, SelectedField field, Compilation compilation) {
		Field<String> prefix = field.arguments()
			.bind("id", SQLDataType.CLOB, (String id) -> GlobalId.parse(id).map(GlobalId::prefix).orElse(null));
		Field<UUID> key = field.arguments()
			.bind("id", SQLDataType.UUID, (String id) -> GlobalId.parse(id).map(GlobalId::key).orElse(null));
		return branches(prefix, key, field, compilation);
	}

	private static Field<JSON> nodes(Root root, SelectedField field, Compilation compilation) {
		Field<String[]> prefixes = field.arguments()
			.bind("ids", SQLDataType.CLOB.array(), (List<String> ids) -> each(ids, GlobalId::prefix, String[]::new));
		Field<UUID[]> keys = field.arguments()
			.bind("ids", SQLDataType.UUID.array(), (List<String> ids) -> each(ids, GlobalId::key, UUID[]::new));
		String ids = compilation.alias();
		Field<JSON> node = branches(DSL.field(DSL.name(ids, "prefix"), String.class),
				DSL.field(DSL.name(ids, "key"), UUID.class), field, compilation);
		return DSL.field(
				"(select coalesce(json_agg({0} order by {1}), '[]') from unnest({2}, {3}) with ordinality as {4}(prefix, key, place))",
				SQLDataType.JSON, node, DSL.field(DSL.name(ids, "place")), prefixes, keys, DSL.name(ids));
	}

	private static Field<JSON> branches(Field<String> prefix, Field<UUID> key, SelectedField field,
			Compilation compilation) {
		CaseConditionStep<JSON> branches = DSL.when(DSL.falseCondition(), DSL.inline((JSON) null, SQLDataType.JSON));
		for (GraphQLObjectType type : field.possibleTypes()) {
			Node node = compilation.node(type.getName());
			Table<?> row = compilation.alias(node.table());
			Rows rows = compilation.seen(Rows.from(row).where(node.key().apply(row).eq(key)), row);
			branches = branches.when(prefix.eq(DSL.inline(node.prefix())),
					compilation.one(type.getName(), field.selection(type), rows, row));
		}
		return branches;
	}

	private static <T> T[] each(List<String> ids, Function<GlobalId, T> part, IntFunction<T[]> array) {
		if (ids.size() > MOST_IDS) {
			throw new BadUserInput("ids",
					"`ids` must hold at most " + MOST_IDS + " ids, but holds " + ids.size() + ".");
		}
		return ids.stream().map((id) -> GlobalId.parse(id).map(part).orElse(null)).toArray(array);
	}

}
