package dev.marquee.graphql.validation;

import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import org.jspecify.annotations.Nullable;

/**
 * Finds the types that a document declares for its variables.
 */
final class VariableTypes {

	private VariableTypes() {
	}

	/** Returns the type; null if the schema has no type of this name. */
	static @Nullable GraphQLType find(GraphQLSchema schema, Type<?> declared) {
		return switch (declared) {
			case NonNullType nonNull -> {
				GraphQLType type = find(schema, nonNull.getType());
				yield (type != null) ? GraphQLNonNull.nonNull(type) : null;
			}
			case ListType list -> {
				GraphQLType type = find(schema, list.getType());
				yield (type != null) ? GraphQLList.list(type) : null;
			}
			case TypeName name -> schema.getType(name.getName());
			default -> null;
		};
	}

}
