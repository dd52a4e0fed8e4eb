package dev.marquee.selection;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.marquee.selection.TypeMapping.Root;
import graphql.schema.GraphQLObjectType;
import org.jooq.Field;

/**
 * The root field by which a gateway of Apollo Federation asks for objects that it knows
 * from elsewhere: as {@code nodes}, except that it says what each is.
 */
final class EntityFields {

	private static final int MOST_REPRESENTATIONS = 500;

	private EntityFields() {
	}

	static TypeMapping<Root> mapping() {
		return TypeMapping.query().add("_entities", EntityFields::entities);
	}

	private static Field<?> entities(Root root, SelectedField field, Compilation compilation) {
		Map<String, String> prefixes = field.possibleTypes()
			.stream()
			.map(GraphQLObjectType::getName)
			.collect(Collectors.toMap((type) -> type, (type) -> compilation.node(type).prefix()));
		return NodeFields.each("representations", MOST_REPRESENTATIONS,
				(Object representation) -> id(representation, prefixes), field, compilation);
	}

	private static Optional<GlobalId> id(Object representation, Map<String, String> prefixes) {
		return (representation instanceof Map<?, ?> known && known.get("id") instanceof String id)
				? GlobalId.parse(id).filter((parsed) -> parsed.prefix().equals(prefixes.get(known.get("__typename"))))
				: Optional.empty();
	}

}
