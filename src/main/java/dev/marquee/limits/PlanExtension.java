package dev.marquee.limits;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.query.execute.StatementLog;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;
import graphql.GraphQLContext;
import graphql.execution.ExecutionContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Shows the statements that answered a request to whoever has the scope {@code admin} and
 * asks by {@code extensions: {"plan": true}}. With {@code "explain"} instead of
 * {@code true} each statement is run once more, in a transaction that only reads, and
 * PostgreSQL tells how.
 *
 * <pre>
 * "extensions": { "plan": { "statements": [ {
 *   "kind": "answer",
 *   "sql": "select ... where id = cast(? as uuid)",
 *   "bindTypes": [ "uuid" ],
 *   "explain": [ { "Plan": { ... }, "Planning Time": 0.4, "Execution Time": 1.2 } ]
 * } ] } }
 * </pre>
 *
 * The statements stand in the order in which they were run. {@code kind} is
 * {@code answer} for what makes the whole answer of a root field, {@code skeleton} for an
 * answer in which kept objects are put afterwards, and {@code objects} for those objects
 * that were not kept. {@code bindTypes} has the type of each question mark, in order.
 * {@code explain} is there only if asked for, and is what PostgreSQL's
 * {@code explain (analyze, buffers, format json)} returns. Subscriptions have no
 * statement of their own, and so no plan.
 */
@Component
class PlanExtension {

	private static final String EXTENSION = "plan";

	private static final String EXPLAIN = "explain";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	void startRecording(ExecutionContext request) {
		Object requested = request.getExecutionInput().getExtensions().get(EXTENSION);
		if (requested == null || requested.equals(false)) {
			return;
		}
		Viewer viewer = Viewer.of(request.getGraphQLContext());
		if (!viewer.hasScope(Scope.ADMIN)) {
			throw OperationRejectedException.of(viewer.isAnonymous() ? "UNAUTHENTICATED" : "FORBIDDEN",
					"`extensions.plan` needs `Authorization: Bearer` with a key that has the scope `admin`.", Map.of());
		}
		request.getGraphQLContext().put(StatementLog.class, new StatementLog(requested.equals(EXPLAIN)));
	}

	void addTo(GraphQLContext context, Map<Object, Object> extensions) {
		StatementLog log = context.get(StatementLog.class);
		if (log != null) {
			extensions.put(EXTENSION,
					Map.of("statements", log.entries().stream().map(PlanExtension::describe).toList()));
		}
	}

	private static Map<String, @Nullable Object> describe(StatementLog.LoggedStatement loggedStatement) {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		members.put("kind", loggedStatement.kind());
		members.put("sql", loggedStatement.sql());
		members.put("bindTypes", loggedStatement.bindTypes());
		if (loggedStatement.explanation() != null) {
			members.put(EXPLAIN, JSON.readValue(loggedStatement.explanation(), List.class));
		}
		return members;
	}

}
