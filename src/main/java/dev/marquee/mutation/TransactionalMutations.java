package dev.marquee.mutation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.marquee.query.compile.AccessContext;
import dev.marquee.query.execute.MutationExecutor;
import dev.marquee.query.json.RawJson;
import dev.marquee.security.Viewer;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Executes the mutations of all features, each in one transaction. The transaction has an
 * audit actor and is rolled back if the input has errors.
 */
@Component
class TransactionalMutations implements MutationExecutor {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** Attempts of a transaction that conflicts with concurrent ones. */
	private static final int MAX_ATTEMPTS = 3;

	private final Map<String, Mutation> mutations;

	private final TransactionOperations transactions;

	private final IdempotencyKeys idempotencyKeys;

	private final AuditActor auditActor;

	TransactionalMutations(List<Mutation> mutations, TransactionOperations transactions,
			IdempotencyKeys idempotencyKeys, AuditActor auditActor) {
		this.mutations = mutations.stream().collect(Collectors.toUnmodifiableMap(Mutation::name, Function.identity()));
		this.transactions = transactions;
		this.idempotencyKeys = idempotencyKeys;
		this.auditActor = auditActor;
	}

	@Override
	public Set<String> fieldNames() {
		return this.mutations.keySet();
	}

	@Override
	public void prepare(DataFetchingEnvironment environment) {
		mutation(environment).prepare(new Input(input(environment)));
	}

	@Override
	public @Nullable RawJson execute(DataFetchingEnvironment environment, PayloadReader payload) {
		return mutation(environment).isDryRun(new Input(input(environment))) ? executeDryRun(environment, payload)
				: payload.read(executeAndCommit(environment));
	}

	/**
	 * Executes a dry run, which needs no idempotency. The payload is read before the
	 * transaction is rolled back, since it shows rows that exist in it only.
	 */
	private @Nullable RawJson executeDryRun(DataFetchingEnvironment environment, PayloadReader payload) {
		Viewer viewer = Viewer.of(environment.getGraphQlContext());
		return retrying((status) -> {
			String result = execute(mutation(environment), new Input(input(environment)), viewer, null, status);
			status.setRollbackOnly();
			return payload.readUncommitted(result);
		});
	}

	private String executeAndCommit(DataFetchingEnvironment environment) {
		Mutation mutation = mutation(environment);
		Viewer viewer = Viewer.of(environment.getGraphQlContext());
		Map<String, @Nullable Object> input = input(environment);
		IdempotentRequest request = idempotentRequest(environment, mutation, viewer, input).orElse(null);
		return Objects
			.requireNonNull(retrying((status) -> execute(mutation, new Input(input), viewer, request, status)));
	}

	private <T> @Nullable T retrying(TransactionCallback<@Nullable T> transaction) {
		for (int attempt = 1;; attempt++) {
			try {
				return this.transactions.execute(transaction);
			}
			catch (DuplicateKeyException | PessimisticLockingFailureException ex) {
				if (attempt == MAX_ATTEMPTS) {
					throw ex;
				}
			}
		}
	}

	@Override
	public AccessContext payloadAccess(DataFetchingEnvironment environment) {
		return mutation(environment).payloadAccess(new Input(input(environment)),
				Viewer.of(environment.getGraphQlContext()));
	}

	private Mutation mutation(DataFetchingEnvironment environment) {
		return Objects.requireNonNull(this.mutations.get(environment.getFieldDefinition().getName()));
	}

	private static Map<String, @Nullable Object> input(DataFetchingEnvironment environment) {
		return Objects.requireNonNull(environment.getArgument("input"));
	}

	private static Optional<IdempotentRequest> idempotentRequest(DataFetchingEnvironment environment, Mutation mutation,
			Viewer viewer, Map<String, @Nullable Object> input) {
		return IdempotencyHeader.from(environment.getGraphQlContext())
			.map((key) -> IdempotentRequest.of(viewer, key, environment.getExecutionStepInfo().getResultKey(),
					mutation.name(), input));
	}

	private String execute(Mutation mutation, Input input, Viewer viewer, @Nullable IdempotentRequest request,
			TransactionStatus status) {
		this.auditActor.setForTransaction(viewer.subject(), viewer.keyId());
		Optional<String> savedResult = Optional.ofNullable(request).flatMap(this.idempotencyKeys::reserve);
		if (savedResult.isPresent()) {
			return savedResult.get();
		}
		MutationResult result = mutation.execute(input, viewer);
		if (!input.isValid()) {
			status.setRollbackOnly();
			return JSON.writeValueAsString(MutationResult.EMPTY.withUserErrors(input.errors()).values());
		}
		String resultJson = JSON.writeValueAsString(result.withUserErrors(List.of()).values());
		if (request != null) {
			this.idempotencyKeys.saveResult(request, resultJson);
		}
		return resultJson;
	}

}
