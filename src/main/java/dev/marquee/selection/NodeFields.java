package dev.marquee.selection;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

import dev.marquee.graphql.BadUserInput;
import dev.marquee.selection.TypeMapping.Root;
import graphql.schema.GraphQLObjectType;
import org.jooq.CaseConditionStep;
import org.jooq.Field;
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

	private static Field<?> node(Root root, SelectedField field, Compilation compilation) {
		Field<String> prefix = field.arguments()
			.bind("id", SQLDataType.CLOB, (String id) -> GlobalId.parse(id).map(GlobalId::prefix).orElse(null));
		Field<UUID> key = field.arguments()
			.bind("id", SQLDataType.UUID, (String id) -> GlobalId.parse(id).map(GlobalId::key).orElse(null));
		return branches(prefix, key, field, compilation);
	}

	private static Field<?> nodes(Root root, SelectedField field, Compilation compilation) {
		return each("ids", MOST_IDS, GlobalId::parse, field, compilation);
	}

	/**
	 * An object, or null, for each element of an argument.
	 * @param most how many elements there may be
	 * @param id the id of the object that an element is about; empty when it is about
	 * none
	 */
	static <V> Field<?> each(String argument, int most, Function<V, Optional<GlobalId>> id, SelectedField field,
			Compilation compilation) {
		Field<String[]> prefixes = field.arguments()
			.bind(argument, SQLDataType.CLOB.array(),
					(List<V> elements) -> each(argument, most, elements, id, GlobalId::prefix, String[]::new));
		Field<UUID[]> keys = field.arguments()
			.bind(argument, SQLDataType.UUID.array(),
					(List<V> elements) -> each(argument, most, elements, id, GlobalId::key, UUID[]::new));
		String ids = compilation.alias();
		Field<?> node = branches(DSL.field(DSL.name(ids, "prefix"), String.class),
				DSL.field(DSL.name(ids, "key"), UUID.class), field, compilation);
		return DSL.field(
				"array(select {0} from unnest({2}, {3}) with ordinality as {4}(prefix, key, place) order by {1})",
				SQLDataType.BLOB.array(), node, DSL.field(DSL.name(ids, "place")), prefixes, keys, DSL.name(ids));
	}

	private static Field<?> branches(Field<String> prefix, Field<UUID> key, SelectedField field,
			Compilation compilation) {
		CaseConditionStep<byte[]> branches = DSL.when(DSL.falseCondition(),
				DSL.inline((byte[]) null, SQLDataType.BLOB));
		for (GraphQLObjectType type : field.possibleTypes()) {
			Node node = compilation.node(type.getName());
			Table<?> row = compilation.alias(node.table());
			Rows rows = compilation.seen(Rows.from(row).where(node.key().apply(row).eq(key)), row);
			branches = branches.when(prefix.eq(DSL.inline(node.prefix())),
					compilation.one(type.getName(), field.selection(type), rows, row));
		}
		return branches;
	}

	private static <V, T> T[] each(String argument, int most, List<V> elements, Function<V, Optional<GlobalId>> id,
			Function<GlobalId, T> part, IntFunction<T[]> array) {
		if (elements.size() > most) {
			throw new BadUserInput(argument, "`" + argument + "` must hold at most " + most + " " + argument
					+ ", but holds " + elements.size() + ".");
		}
		return elements.stream().map((element) -> id.apply(element).map(part).orElse(null)).toArray(array);
	}

}
