package dev.marquee.selection;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.marquee.selection.SelectedField.Occurrence;
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
 * What a request brings beside the selection itself: the schema it speaks, its fragments
 * and its variables. Fields are collected and arguments coerced by graphql-java's own
 * code, so that both mean what they mean everywhere else.
 */
record Operation(GraphQLSchema schema, Map<String, FragmentDefinition> fragments, OperationDefinition definition,
		CoercedVariables variables, GraphQLContext context, Locale locale, @Nullable String outcome) {

	private static final FieldCollector FIELDS = new FieldCollector();

	static Operation of(DataFetchingEnvironment environment) {
		return of(environment, null);
	}

	/**
	 * What a request brings, and what came of it.
	 * @param outcome what an {@link Outcome} is made of; null for a query
	 */
	static Operation of(DataFetchingEnvironment environment, @Nullable String outcome) {
		return new Operation(environment.getGraphQLSchema(), environment.getFragmentsByName(),
				environment.getOperationDefinition(), CoercedVariables.of(environment.getVariables()),
				environment.getGraphQlContext(), environment.getLocale(), outcome);
	}

	/** For whom the answer is. */
	Audience audience() {
		return Audience.of(this.context);
	}

	/** The same request, for the same audience, with a context of its own. */
	Operation given(Map<String, Object> context) {
		Map<Object, Object> given = new HashMap<>(context);
		given.put(Audience.class, audience());
		return new Operation(this.schema, this.fragments, this.definition, this.variables, GraphQLContext.of(given),
				this.locale, this.outcome);
	}

	boolean isSubscription() {
		return this.definition.getOperation() == OperationDefinition.Operation.SUBSCRIPTION;
	}

	boolean isMutation() {
		return this.definition.getOperation() == OperationDefinition.Operation.MUTATION;
	}

	Stream<Occurrence> fieldsBelow(Occurrence field, GraphQLObjectType type) {
		FieldCollectorParameters parameters = FieldCollectorParameters.newParameters()
			.schema(this.schema)
			.objectType(type)
			.fragments(this.fragments)
			.variables(this.variables.toMap())
			.graphQLContext(this.context)
			.build();
		return FIELDS.collectFields(parameters, field.merged(), false)
			.getSubFields()
			.values()
			.stream()
			.map((merged) -> new Occurrence(Introspection.getFieldDefinition(this.schema, type, merged.getName()),
					merged));
	}

	Map<String, Object> arguments(GraphQLFieldDefinition definition, MergedField field) {
		return ValuesResolver.getArgumentValues(this.schema.getCodeRegistry(), definition.getArguments(),
				field.getArguments(), this.variables, this.context, this.locale);
	}

}
