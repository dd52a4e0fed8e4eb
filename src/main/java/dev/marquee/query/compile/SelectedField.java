package dev.marquee.query.compile;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import graphql.execution.MergedField;
import graphql.introspection.Introspection;
import graphql.language.AstPrinter;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import graphql.schema.GraphQLUnmodifiedType;

/**
 * A field of a selection set, with all its occurrences merged.
 */
public final class SelectedField {

	private final OperationContext operationContext;

	private final CollectedField collectedField;

	private final Arguments arguments;

	public SelectedField(OperationContext operationContext, CollectedField collectedField) {
		this.operationContext = operationContext;
		this.collectedField = collectedField;
		this.arguments = new Arguments(collectedField, collectedField.coerceArguments(operationContext));
	}

	/** The alias, or the field's name if it has no alias. */
	String responseKey() {
		return this.collectedField.mergedField().getResultKey();
	}

	/** The field's name in the schema. */
	public String name() {
		return this.collectedField.mergedField().getName();
	}

	AccessContext accessContext() {
		return this.operationContext.accessContext();
	}

	public Arguments arguments() {
		return this.arguments;
	}

	/** Whether the field's type has fields. */
	boolean hasSelection() {
		return this.collectedField.mergedField().getSingleField().getSelectionSet() != null;
	}

	boolean isTypeName() {
		return name().equals(Introspection.TypeNameMetaFieldDef.getName());
	}

	/** Whether this is a field of the type {@code Mutation}. */
	boolean isMutationField() {
		return this.operationContext.isMutation();
	}

	/** The name of the field's type, without its list and non-null wrappers. */
	String typeName() {
		return type().getName();
	}

	/**
	 * The field with this name below this field.
	 * @throws IllegalStateException if it is not selected
	 */
	public SelectedField subfield(String name) {
		return selection().stream()
			.filter((field) -> field.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("`" + name + "` is not selected"));
	}

	/** The fields selected below this field, whose type is an object type. */
	List<SelectedField> selection() {
		return selection((GraphQLObjectType) type());
	}

	/** The fields selected below this field if its value is of the given object type. */
	List<SelectedField> selection(GraphQLObjectType type) {
		return this.operationContext.subfields(this.collectedField, type)
			.map((subfield) -> new SelectedField(this.operationContext, subfield))
			.toList();
	}

	/**
	 * The fields of a selection set on an object type, as if they were below this field.
	 */
	List<SelectedField> selection(String typeName, SelectionSet selectionSet) {
		MergedField parent = MergedField
			.newMergedField(this.collectedField.mergedField()
				.getSingleField()
				.transform((field) -> field.selectionSet(selectionSet)))
			.build();
		GraphQLObjectType type = Objects.requireNonNull(this.operationContext.schema().getObjectType(typeName));
		return this.operationContext.subfields(new CollectedField(this.collectedField.definition(), parent), type)
			.map((subfield) -> new SelectedField(this.operationContext, subfield))
			.toList();
	}

	/** The possible object types of this field, whose type is an interface or a union. */
	List<GraphQLObjectType> possibleTypes() {
		return (type() instanceof GraphQLUnionType union)
				? union.getTypes().stream().map(GraphQLObjectType.class::cast).toList() : Objects
					.requireNonNull(this.operationContext.schema().getImplementations((GraphQLInterfaceType) type()));
	}

	/**
	 * A key that two fields of the same object share only if they have the same value,
	 * even under different aliases.
	 */
	Object valueKey() {
		List<String> argumentTexts = this.collectedField.mergedField()
			.getArguments()
			.stream()
			.map(AstPrinter::printAstCompact)
			.toList();
		List<List<Object>> selections = selectedTypes().stream()
			.map((type) -> selection(type).stream()
				.<Object>map((field) -> List.of(field.responseKey(), field.valueKey()))
				.toList())
			.toList();
		return List.of(name(), argumentTexts, selections);
	}

	private List<GraphQLObjectType> selectedTypes() {
		return switch (type()) {
			case GraphQLObjectType object -> List.of(object);
			case GraphQLInterfaceType any -> possibleTypes();
			case GraphQLUnionType union -> possibleTypes();
			default -> List.of();
		};
	}

	private GraphQLUnmodifiedType type() {
		return GraphQLTypeUtil.unwrapAll(this.collectedField.definition().getType());
	}

	/**
	 * A field as the specification's {@code CollectFields} returns it. It holds no data
	 * of a request, so that plans can keep it.
	 */
	public record CollectedField(GraphQLFieldDefinition definition, MergedField mergedField) {

		Map<String, Object> coerceArguments(OperationContext operation) {
			return operation.coerceArguments(this.definition, this.mergedField);
		}

	}

}
