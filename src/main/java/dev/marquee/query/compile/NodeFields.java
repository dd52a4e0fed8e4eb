package dev.marquee.query.compile;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

import dev.marquee.graphql.BadUserInputException;
import dev.marquee.query.compile.TypeMapping.RootValue;
import graphql.schema.GraphQLObjectType;
import org.jooq.CaseConditionStep;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Maps the root fields {@code node} and {@code nodes}, which return objects of any type
 * by their ids. Only the id determines the type, so the statement has a branch for each
 * type, and PostgreSQL executes the one that matches.
 */
public final class NodeFields {

	private static final int MAX_IDS = 100;

	private NodeFields() {
	}

	static TypeMapping<RootValue> mapping() {
		return TypeMapping.query().add("node", NodeFields::node).add("nodes", NodeFields::nodes);
	}

	private static Field<?> node(RootValue rootValue, SelectedField field, Compilation compilation) {
		Field<String> prefix = field.arguments()
			.bind("id", SQLDataType.CLOB, (String id) -> GlobalId.parse(id).map(GlobalId::prefix).orElse(null));
		Field<UUID> key = field.arguments()
			.bind("id", SQLDataType.UUID, (String id) -> GlobalId.parse(id).map(GlobalId::key).orElse(null));
		return object(prefix, key, field, compilation);
	}

	private static Field<?> nodes(RootValue rootValue, SelectedField field, Compilation compilation) {
		return objectForEach("ids", MAX_IDS, GlobalId::parse, field, compilation);
	}

	/**
	 * An object, or null, for each element of an argument.
	 * @param maxElements the maximum number of elements
	 * @param id returns the id of an element's object; empty if the element has none
	 */
	static <V> Field<?> objectForEach(String argument, int maxElements, Function<V, Optional<GlobalId>> id,
			SelectedField field, Compilation compilation) {
		Field<String[]> prefixes = field.arguments()
			.bind(argument, SQLDataType.CLOB.array(), (List<V> elements) -> idParts(argument, maxElements, elements, id,
					GlobalId::prefix, String[]::new));
		Field<UUID[]> keys = field.arguments()
			.bind(argument, SQLDataType.UUID.array(),
					(List<V> elements) -> idParts(argument, maxElements, elements, id, GlobalId::key, UUID[]::new));
		Name ids = DSL.name(compilation.nextAlias());
		Table<?> table = DSL.table("unnest({0}, {1}) with ordinality as {2}(prefix, key, ordinal)", prefixes, keys,
				ids);
		return compilation.responseBound()
			.list(RowQuery.from(table).orderBy(DSL.field(ids.append("ordinal"))),
					() -> object(DSL.field(ids.append("prefix"), String.class),
							DSL.field(ids.append("key"), UUID.class), field, compilation),
					compilation.nextAlias());
	}

	/**
	 * What a field of the type {@code Node} selects of the object with an id; null if
	 * there is none.
	 * @param prefix the prefix of the id
	 * @param key the key within the id
	 */
	public static Field<byte[]> object(Field<String> prefix, Field<UUID> key, SelectedField field,
			Compilation compilation) {
		CaseConditionStep<byte[]> branches = DSL.when(DSL.falseCondition(),
				DSL.inline((byte[]) null, SQLDataType.BLOB));
		for (GraphQLObjectType type : field.possibleTypes()) {
			NodeMapping nodeMapping = compilation.nodeMapping(type.getName());
			Table<?> row = compilation.alias(nodeMapping.table());
			RowQuery rowQuery = compilation.withPolicy(
					RowQuery.from(row)
						.where(nodeMapping.key().apply(row).eq(key), nodeMapping.findable().apply(row, compilation)),
					row);
			branches = branches.when(prefix.eq(DSL.inline(nodeMapping.prefix())),
					compilation.objectOrNull(type.getName(), field.selection(type), rowQuery, row));
		}
		return branches;
	}

	private static <V, T> T[] idParts(String argument, int maxElements, List<V> elements,
			Function<V, Optional<GlobalId>> id, Function<GlobalId, T> part, IntFunction<T[]> array) {
		if (elements.size() > maxElements) {
			throw new BadUserInputException(argument, "`" + argument + "` must have at most " + maxElements
					+ " elements, but has " + elements.size() + ".");
		}
		return elements.stream().map((element) -> id.apply(element).map(part).orElse(null)).toArray(array);
	}

}
