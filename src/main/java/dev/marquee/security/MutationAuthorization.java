package dev.marquee.security;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import org.jspecify.annotations.Nullable;

/**
 * Requires the scope of its {@link MutationRule} for each mutation. The application does
 * not start if a mutation has no rule.
 */
final class MutationAuthorization extends SimplePerformantInstrumentation {

	private final Map<String, Scope> requiredScopes = new TreeMap<>();

	MutationAuthorization(List<MutationRule> rules) {
		for (MutationRule rule : rules) {
			if (this.requiredScopes.putIfAbsent(rule.field(), rule.scope()) != null) {
				throw new IllegalArgumentException("Duplicate rule for Mutation." + rule.field());
			}
		}
	}

	/**
	 * Verifies that every mutation has a rule, and every rule a mutation.
	 * @throws IllegalStateException otherwise
	 */
	void verifyComplete(GraphQLSchema schema) {
		GraphQLObjectType mutation = schema.getMutationType();
		Set<String> missing = new TreeSet<>();
		if (mutation != null) {
			mutation.getFieldDefinitions().stream().map(GraphQLFieldDefinition::getName).forEach(missing::add);
		}
		Set<String> superfluous = new TreeSet<>(this.requiredScopes.keySet());
		superfluous.removeAll(missing);
		missing.removeAll(this.requiredScopes.keySet());
		if (!missing.isEmpty() || !superfluous.isEmpty()) {
			throw new IllegalStateException(
					"Mutations without a rule: " + missing + "; rules without a mutation: " + superfluous);
		}
	}

	@Override
	public DataFetcher<?> instrumentDataFetcher(DataFetcher<?> fetcher, InstrumentationFieldFetchParameters parameters,
			@Nullable InstrumentationState state) {
		GraphQLObjectType parent = parameters.getExecutionStepInfo().getObjectType();
		if (!Objects.equals(parent, parameters.getExecutionContext().getGraphQLSchema().getMutationType())) {
			return fetcher;
		}
		return (environment) -> {
			Scope scope = this.requiredScopes.get(environment.getField().getName());
			if (scope == null) {
				throw new IllegalStateException("No rule for Mutation." + environment.getField().getName());
			}
			Viewer.of(environment.getGraphQlContext()).requireScope(scope);
			return fetcher.get(environment);
		};
	}

}
