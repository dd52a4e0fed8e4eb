package dev.marquee.selection;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import graphql.execution.MergedField;
import graphql.introspection.Introspection;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import graphql.schema.GraphQLUnmodifiedType;

/**
 * A field that a query selects, all its occurrences merged.
 */
public final class SelectedField {

	private final Operation operation;

	private final Occurrence occurrence;

	private final Arguments arguments;

	SelectedField(Operation operation, Occurrence occurrence) {
		this.operation = operation;
		this.occurrence = occurrence;
		this.arguments = new Arguments(occurrence, occurrence.argumentsIn(operation));
	}

	/**
	 * The name under which the client wants the value: the alias, or else the field's
	 * name.
	 */
	String key() {
		return this.occurrence.merged().getResultKey();
	}

	/** The field's name in the schema. */
	public String name() {
		return this.occurrence.merged().getName();
	}

	Audience audience() {
		return this.operation.audience();
	}

	public Arguments arguments() {
		return this.arguments;
	}

	boolean takesArguments() {
		return !this.occurrence.definition().getArguments().isEmpty();
	}

	boolean isTypeName() {
		return name().equals(Introspection.TypeNameMetaFieldDef.getName());
	}

	/** Whether this is a field of the type {@code Mutation}. */
	boolean belongsToMutation() {
		return this.operation.isMutation();
	}

	/** The name of the field's type, without list and non-null. */
	String typeName() {
		return type().getName();
	}

	/** What is selected below this field, whose type is an object type. */
	List<SelectedField> selection() {
		return selection((GraphQLObjectType) type());
	}

	/** What is selected below this field when its value is of the given object type. */
	List<SelectedField> selection(GraphQLObjectType type) {
		return this.operation.fieldsBelow(this.occurrence, type)
			.map((below) -> new SelectedField(this.operation, below))
			.toList();
	}

	/**
	 * The object types that a value of this field, whose type is an interface or a union,
	 * may have.
	 */
	List<GraphQLObjectType> possibleTypes() {
		return (type() instanceof GraphQLUnionType union)
				? union.getTypes().stream().map(GraphQLObjectType.class::cast).toList()
				: Objects.requireNonNull(this.operation.schema().getImplementations((GraphQLInterfaceType) type()));
	}

	private GraphQLUnmodifiedType type() {
		return GraphQLTypeUtil.unwrapAll(this.occurrence.definition().getType());
	}

	/**
	 * Where a field stands in a document. It holds nothing of a request, so that plans
	 * may keep it.
	 */
	record Occurrence(GraphQLFieldDefinition definition, MergedField merged) {

		Map<String, Object> argumentsIn(Operation request) {
			return request.arguments(this.definition, this.merged);
		}

	}

}
