package dev.marquee.graphql.validation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import graphql.language.Argument;
import graphql.language.Definition;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.ListType;
import graphql.language.Node;
import graphql.language.NonNullType;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.SourceLocation;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a document at the locations of errors, with the elements of the schema
 * that surround them. A validation error has only a location.
 */
final class DocumentNodes {

	private final GraphQLSchema schema;

	private final Predicate<Node<?>> wanted;

	private final Map<Position, DocumentNode> nodes = new LinkedHashMap<>();

	private DocumentNodes(GraphQLSchema schema, Predicate<Node<?>> wanted) {
		this.schema = schema;
		this.wanted = wanted;
	}

	static DocumentNodes find(GraphQLSchema schema, Document document, Set<SourceLocation> locations) {
		DocumentNodes nodes = new DocumentNodes(schema, (node) -> locations.contains(node.getSourceLocation()));
		for (Definition<?> definition : document.getDefinitions()) {
			nodes.visitDefinition(definition);
		}
		return nodes;
	}

	/** Returns the arguments of an operation and of all fragments. */
	static Collection<DocumentNode> arguments(GraphQLSchema schema, Document document, OperationDefinition operation) {
		DocumentNodes nodes = new DocumentNodes(schema, Argument.class::isInstance);
		nodes.visitDefinition(operation);
		document.getDefinitionsOfType(FragmentDefinition.class).forEach(nodes::visitDefinition);
		return nodes.nodes.values();
	}

	/** Returns the node of a type at a location; null if there is none. */
	@Nullable DocumentNode at(Class<?> type, SourceLocation location) {
		return this.nodes.get(new Position(type, location));
	}

	private void visitDefinition(Definition<?> definition) {
		if (definition instanceof OperationDefinition operation) {
			operation.getVariableDefinitions().forEach(this::visitVariable);
			visitDirectives(operation.getDirectives());
			visitSelections(operation.getSelectionSet(), rootType(operation.getOperation()));
		}
		else if (definition instanceof FragmentDefinition fragment) {
			visitDirectives(fragment.getDirectives());
			visitConditional(fragment.getTypeCondition(), fragment.getSelectionSet(), null);
		}
	}

	private @Nullable GraphQLType rootType(OperationDefinition.Operation operation) {
		return switch (operation) {
			case QUERY -> this.schema.getQueryType();
			case MUTATION -> this.schema.getMutationType();
			case SUBSCRIPTION -> this.schema.getSubscriptionType();
		};
	}

	private void visitVariable(VariableDefinition variable) {
		add(variable, null, null);
		visitDirectives(variable.getDirectives());
		Type<?> type = variable.getType();
		while (!(type instanceof TypeName name)) {
			type = (type instanceof ListType list) ? list.getType() : ((NonNullType) type).getType();
		}
		add(name, null, null);
	}

	private void visitSelections(@Nullable SelectionSet set, @Nullable GraphQLType parent) {
		if (set == null) {
			return;
		}
		for (Selection<?> selection : set.getSelections()) {
			switch (selection) {
				case Field field -> visitField(field, parent);
				case InlineFragment fragment -> {
					visitDirectives(fragment.getDirectives());
					visitConditional(fragment.getTypeCondition(), fragment.getSelectionSet(), parent);
				}
				case FragmentSpread spread -> {
					add(spread, parent, null);
					visitDirectives(spread.getDirectives());
				}
				default -> {
				}
			}
		}
	}

	private void visitConditional(@Nullable TypeName condition, SelectionSet selections, @Nullable GraphQLType parent) {
		if (condition != null) {
			add(condition, parent, null);
		}
		visitSelections(selections, (condition != null) ? this.schema.getType(condition.getName()) : parent);
	}

	private void visitField(Field field, @Nullable GraphQLType parent) {
		GraphQLFieldDefinition definition = (parent instanceof GraphQLFieldsContainer container)
				? container.getFieldDefinition(field.getName()) : null;
		ArgumentOwner owner = (definition != null)
				? new ArgumentOwner("Field `" + field.getName() + "`", definition.getArguments()) : null;
		add(field, parent, owner);
		field.getArguments().forEach((argument) -> add(argument, parent, owner));
		visitDirectives(field.getDirectives());
		visitSelections(field.getSelectionSet(),
				(definition != null) ? GraphQLTypeUtil.unwrapAll(definition.getType()) : null);
	}

	private void visitDirectives(List<Directive> directives) {
		for (Directive directive : directives) {
			GraphQLDirective definition = this.schema.getDirective(directive.getName());
			ArgumentOwner owner = (definition != null)
					? new ArgumentOwner("Directive `@" + directive.getName() + "`", definition.getArguments()) : null;
			add(directive, null, owner);
			directive.getArguments().forEach((argument) -> add(argument, null, owner));
		}
	}

	private void add(Node<?> node, @Nullable GraphQLType parent, @Nullable ArgumentOwner owner) {
		SourceLocation location = node.getSourceLocation();
		if (location != null && this.wanted.test(node)) {
			this.nodes.putIfAbsent(new Position(node.getClass(), location), new DocumentNode(node, parent, owner));
		}
	}

	private record Position(Class<?> type, SourceLocation location) {
	}

	/**
	 * A node.
	 *
	 * @param parent the type on which a field or fragment is selected
	 * @param owner the field or directive, if this is one or its argument; null if the
	 * schema does not have it
	 */
	record DocumentNode(Node<?> node, @Nullable GraphQLType parent, @Nullable ArgumentOwner owner) {
	}

	/**
	 * A field or a directive.
	 *
	 * @param name its kind and its name, for messages
	 * @param arguments the arguments that it can have
	 */
	record ArgumentOwner(String name, List<GraphQLArgument> arguments) {

		@Nullable GraphQLArgument argument(String name) {
			return this.arguments.stream()
				.filter((argument) -> argument.getName().equals(name))
				.findFirst()
				.orElse(null);
		}

	}

}
