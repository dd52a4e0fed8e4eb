package dev.marquee.query.compile;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.marquee.query.compile.SelectedField.CollectedField;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.execution.FieldCollector;
import graphql.execution.FieldCollectorParameters;
import graphql.execution.MergedField;
import graphql.execution.ValuesResolver;
import graphql.introspection.Introspection;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import org.jspecify.annotations.Nullable;

/**
 * The operation to which a selection belongs: schema, fragments, variables, context and
 * access rights of the request. Fields are collected and arguments coerced by
 * graphql-java's own classes, so that both behave as in its own execution.
 */
public record OperationContext(GraphQLSchema schema, Map<String, FragmentDefinition> fragments,
		OperationDefinition definition, CoercedVariables variables, GraphQLContext context, Locale locale,
		AccessContext accessContext, @Nullable String mutationResult) {

	private static final FieldCollector FIELD_COLLECTOR = new FieldCollector();

	public static OperationContext of(DataFetchingEnvironment environment) {
		return of(environment, AccessContext.from(environment.getGraphQlContext()), null);
	}

	/**
	 * The operation after its mutation was executed.
	 * @param accessContext the access rights with which the payload is read
	 * @param mutationResult the JSON object from which {@link MutationResultRow} is made;
	 * null for a query
	 */
	public static OperationContext of(DataFetchingEnvironment environment, AccessContext accessContext,
			@Nullable String mutationResult) {
		return new OperationContext(environment.getGraphQLSchema(), environment.getFragmentsByName(),
				environment.getOperationDefinition(), CoercedVariables.of(environment.getVariables()),
				environment.getGraphQlContext(), environment.getLocale(), accessContext, mutationResult);
	}

	/** The same operation with the same access context, but other context parameters. */
	public OperationContext withContext(Map<String, Object> context) {
		return new OperationContext(this.schema, this.fragments, this.definition, this.variables,
				GraphQLContext.of(context), this.locale, this.accessContext, this.mutationResult);
	}

	public boolean isSubscription() {
		return this.definition.getOperation() == OperationDefinition.Operation.SUBSCRIPTION;
	}

	public boolean isMutation() {
		return this.definition.getOperation() == OperationDefinition.Operation.MUTATION;
	}

	Stream<CollectedField> subfields(CollectedField field, GraphQLObjectType type) {
		FieldCollectorParameters parameters = FieldCollectorParameters.newParameters()
			.schema(this.schema)
			.objectType(type)
			.fragments(this.fragments)
			.variables(this.variables.toMap())
			.graphQLContext(this.context)
			.build();
		return FIELD_COLLECTOR.collectFields(parameters, field.mergedField(), false)
			.getSubFields()
			.values()
			.stream()
			.map((merged) -> new CollectedField(Introspection.getFieldDefinition(this.schema, type, merged.getName()),
					merged));
	}

	Map<String, Object> coerceArguments(GraphQLFieldDefinition definition, MergedField field) {
		return ValuesResolver.getArgumentValues(this.schema.getCodeRegistry(), definition.getArguments(),
				field.getArguments(), this.variables, this.context, this.locale);
	}

}
