package dev.marquee.query.compile;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.marquee.query.compile.TypeMapping.RootValue;
import graphql.schema.GraphQLObjectType;
import org.jooq.Field;

/**
 * Maps the root field {@code _entities}, by which an Apollo Federation gateway resolves
 * references to objects. It is like {@code nodes}, except that each representation states
 * its type.
 */
final class EntityFields {

	private static final int MAX_REPRESENTATIONS = 500;

	private EntityFields() {
	}

	static TypeMapping<RootValue> mapping() {
		return TypeMapping.query().add("_entities", EntityFields::entities);
	}

	private static Field<?> entities(RootValue rootValue, SelectedField field, Compilation compilation) {
		Map<String, String> prefixes = field.possibleTypes()
			.stream()
			.map(GraphQLObjectType::getName)
			.collect(Collectors.toMap((type) -> type, (type) -> compilation.nodeMapping(type).prefix()));
		return NodeFields.objectForEach("representations", MAX_REPRESENTATIONS,
				(Object representation) -> globalId(representation, prefixes), field, compilation);
	}

	private static Optional<GlobalId> globalId(Object representation, Map<String, String> prefixes) {
		return (representation instanceof Map<?, ?> fields && fields.get("id") instanceof String id)
				? GlobalId.parse(id).filter((parsed) -> parsed.prefix().equals(prefixes.get(fields.get("__typename"))))
				: Optional.empty();
	}

}
