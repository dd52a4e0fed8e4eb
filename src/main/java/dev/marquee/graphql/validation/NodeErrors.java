package dev.marquee.graphql.validation;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import graphql.introspection.Introspection.DirectiveLocation;
import graphql.language.Argument;
import graphql.language.Directive;
import graphql.language.Field;
import graphql.language.FragmentSpread;
import graphql.language.Node;
import graphql.language.TypeName;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import graphql.validation.ValidationError;
import org.jspecify.annotations.Nullable;

/**
 * The messages about names that do not exist and arguments that are missing.
 */
final class NodeErrors {

	private static final int MAX_POSSIBLE_TYPES = 5;

	private final GraphQLSchema schema;

	private final SchemaHints hints;

	NodeErrors(GraphQLSchema schema, SchemaHints hints) {
		this.schema = schema;
		this.hints = hints;
	}

	/** Returns the node of a type at the location of an error; null if there is none. */
	static DocumentNodes.@Nullable DocumentNode find(ValidationError error, DocumentNodes nodes,
			Class<? extends Node<?>> type) {
		return error.getLocations().isEmpty() ? null : nodes.at(type, error.getLocations().getFirst());
	}

	String unknownField(ValidationError error, DocumentNodes nodes) {
		DocumentNodes.DocumentNode found = find(error, nodes, Field.class);
		if (found == null || found.parent() == null) {
			return error.getMessage();
		}
		String name = ((Field) found.node()).getName();
		List<String> owners = this.hints.enabled() ? possibleOwners(found.parent(), name) : List.of();
		if (!owners.isEmpty()) {
			return error.getMessage() + " Select it in a fragment: "
					+ owners.stream()
						.map((owner) -> "`... on " + owner + " { " + name + " }`")
						.collect(Collectors.joining(" or "))
					+ ".";
		}
		return error.getMessage() + ((found.parent() instanceof GraphQLFieldsContainer container)
				? this.hints.proposeOrList(name, "fields", fieldNames(container)) : "");
	}

	/**
	 * The types with a field of this name among the possible types of an abstract one.
	 */
	private List<String> possibleOwners(GraphQLType parent, String field) {
		Collection<? extends GraphQLNamedType> possible = switch (parent) {
			case GraphQLInterfaceType type ->
				Objects.requireNonNullElse(this.schema.getImplementations(type), List.of());
			case GraphQLUnionType type -> type.getTypes().stream().map(GraphQLNamedType.class::cast).toList();
			default -> List.of();
		};
		return possible.stream()
			.filter((type) -> type instanceof GraphQLObjectType object && object.getFieldDefinition(field) != null)
			.map(GraphQLNamedType::getName)
			.limit(MAX_POSSIBLE_TYPES)
			.toList();
	}

	private static List<String> fieldNames(GraphQLFieldsContainer container) {
		return container.getFieldDefinitions()
			.stream()
			.filter((field) -> !field.isDeprecated())
			.map(GraphQLFieldDefinition::getName)
			.toList();
	}

	String unknownArgument(ValidationError error, DocumentNodes nodes) {
		DocumentNodes.DocumentNode found = find(error, nodes, Argument.class);
		if (found == null || found.owner() == null) {
			return error.getMessage();
		}
		String name = ((Argument) found.node()).getName();
		List<String> arguments = found.owner()
			.arguments()
			.stream()
			.filter((argument) -> !argument.isDeprecated())
			.map(GraphQLArgument::getName)
			.toList();
		return found.owner().name() + " has no argument `" + name + "`." + (arguments.isEmpty() && this.hints.enabled()
				? " It has no arguments." : this.hints.proposeOrList(name, "arguments", arguments));
	}

	/** The type of the error is also that of an unknown argument of a directive. */
	String unknownDirective(ValidationError error, DocumentNodes nodes) {
		DocumentNodes.DocumentNode found = find(error, nodes, Directive.class);
		if (found == null) {
			return unknownArgument(error, nodes);
		}
		List<String> directives = this.schema.getDirectives()
			.stream()
			.filter((directive) -> directive.validLocations().stream().anyMatch(NodeErrors::isExecutable))
			.map((directive) -> "@" + directive.getName())
			.toList();
		return error.getMessage() + this.hints.propose("@" + ((Directive) found.node()).getName(), directives);
	}

	private static boolean isExecutable(DirectiveLocation location) {
		return switch (location) {
			case QUERY, MUTATION, SUBSCRIPTION, FIELD, FRAGMENT_DEFINITION, FRAGMENT_SPREAD, INLINE_FRAGMENT,
					VARIABLE_DEFINITION ->
				true;
			default -> false;
		};
	}

	String unknownType(ValidationError error, DocumentNodes nodes) {
		DocumentNodes.DocumentNode found = find(error, nodes, TypeName.class);
		if (found == null) {
			return error.getMessage();
		}
		List<String> types = this.schema.getAllTypesAsList()
			.stream()
			.map(GraphQLNamedType::getName)
			.filter((name) -> !name.startsWith("__"))
			.toList();
		return error.getMessage() + this.hints.propose(((TypeName) found.node()).getName(), types);
	}

	/** The arguments that a field or a directive lacks. */
	String missingArgument(ValidationError error, DocumentNodes nodes) {
		DocumentNodes.DocumentNode field = find(error, nodes, Field.class);
		DocumentNodes.DocumentNode found = (field != null) ? field : find(error, nodes, Directive.class);
		if (found == null || found.owner() == null) {
			return error.getMessage();
		}
		List<String> given = ((found.node() instanceof Field node) ? node.getArguments()
				: ((Directive) found.node()).getArguments())
			.stream()
			.map(Argument::getName)
			.toList();
		return found.owner()
			.arguments()
			.stream()
			.filter((argument) -> argument.getType() instanceof GraphQLNonNull && !argument.hasSetDefaultValue()
					&& !given.contains(argument.getName()))
			.map((argument) -> "`" + argument.getName() + "` of the type `"
					+ GraphQLTypeUtil.simplePrint(argument.getType()) + "`")
			.collect(Collectors.joining(" and ", found.owner().name() + " requires the argument ", "."));
	}

	/** Proposes fragments of the document, which are no secret. */
	String similarFragment(ValidationError error, DocumentNodes nodes, List<String> fragments) {
		DocumentNodes.DocumentNode found = find(error, nodes, FragmentSpread.class);
		return (found != null) ? SchemaHints.proposeOwn(((FragmentSpread) found.node()).getName(), fragments) : "";
	}

}
