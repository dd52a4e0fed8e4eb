package dev.marquee.observability;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.marquee.query.execute.StatementLog;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;
import graphql.ExecutionResult;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;

/**
 * Reports the SQL statements of a request with {@code extensions: {"plan": true}} to
 * viewers with the scope {@code admin}. With {@code "explain"} instead of {@code true},
 * each statement is executed once more in a read-only transaction for its execution plan.
 *
 * <pre>
 * "extensions": { "plan": { "statements": [ {
 *   "kind": "full",
 *   "sql": "select ... where id = cast(? as uuid)",
 *   "bindTypes": [ "uuid" ],
 *   "explain": [ { "Plan": { ... }, "Planning Time": 0.4, "Execution Time": 1.2 } ]
 * } ] } }
 * </pre>
 *
 * The statements are in the order of their execution. {@code kind} is {@code full} for
 * the whole value of a root field, {@code template} for a value with placeholders for
 * cached fragments, and {@code fragments} for the fragments that were not cached.
 * {@code bindTypes} has the SQL type of each question mark, in order. {@code explain} is
 * present only on request, and is the result of PostgreSQL's
 * {@code explain (analyze, buffers, format json)}. Subscriptions have no statement of
 * their own and therefore no plan.
 */
@Component
class PlanExtension extends SimplePerformantInstrumentation implements WebGraphQlInterceptor {

	private static final String EXTENSION = "plan";

	private static final String EXPLAIN = "explain";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** Starts the statement log of a request that asks for its plan. */
	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
		ExecutionContext request = parameters.getExecutionContext();
		Object requested = request.getExecutionInput().getExtensions().get(EXTENSION);
		if (requested != null && !requested.equals(false)) {
			GraphQLContext context = request.getGraphQLContext();
			requireAdmin(Viewer.of(context));
			context.put(StatementLog.class, new StatementLog(requested.equals(EXPLAIN)));
		}
		return super.beginExecuteOperation(parameters, state);
	}

	private static void requireAdmin(Viewer viewer) {
		if (!viewer.hasScope(Scope.ADMIN)) {
			GraphQLError error = GraphqlErrorBuilder.newError()
				.message("`extensions.plan` requires `Authorization: Bearer` with a key that has the scope `admin`.")
				.errorType(ErrorType.BAD_REQUEST)
				.extensions(Map.of("code", viewer.isAnonymous() ? "UNAUTHENTICATED" : "FORBIDDEN"))
				.build();
			throw new AbortExecutionException(List.of(error));
		}
	}

	/** Adds the logged statements to the response. */
	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		return chain.next(request).map(PlanExtension::addPlan);
	}

	private static WebGraphQlResponse addPlan(WebGraphQlResponse response) {
		StatementLog log = response.getExecutionInput().getGraphQLContext().get(StatementLog.class);
		if (log == null) {
			return response;
		}
		Map<Object, Object> extensions = new LinkedHashMap<>(response.getExtensions());
		extensions.put(EXTENSION, Map.of("statements", log.entries().stream().map(PlanExtension::describe).toList()));
		return response.transform((builder) -> builder.extensions(extensions));
	}

	private static Map<String, @Nullable Object> describe(StatementLog.LoggedStatement loggedStatement) {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		members.put("kind", loggedStatement.kind().name().toLowerCase(Locale.ROOT));
		members.put("sql", loggedStatement.sql());
		members.put("bindTypes", loggedStatement.bindTypes());
		if (loggedStatement.explanation() != null) {
			members.put(EXPLAIN, JSON.readValue(loggedStatement.explanation(), List.class));
		}
		return members;
	}

}
