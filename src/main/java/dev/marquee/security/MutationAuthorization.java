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
 * Lets nobody call a mutation without the scope that its rule asks for. A schema with a
 * mutation that has no rule is not served.
 */
final class MutationAuthorization extends SimplePerformantInstrumentation {

	private final Map<String, Scope> requiredScopes = new TreeMap<>();

	MutationAuthorization(List<MutationRule> rules) {
		for (MutationRule rule : rules) {
			if (this.requiredScopes.putIfAbsent(rule.field(), rule.scope()) != null) {
				throw new IllegalArgumentException("Mutation." + rule.field() + " has two rules");
			}
		}
	}

	/**
	 * Checks that the rules are for just the mutations that there are.
	 * @throws IllegalStateException when they are not
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
				throw new IllegalStateException("Mutation." + environment.getField().getName() + " has no rule");
			}
			Viewer.of(environment.getGraphQlContext()).requireScope(scope);
			return fetcher.get(environment);
		};
	}

}
