package dev.marquee.mutation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.marquee.query.execute.MutationExecutor;
import dev.marquee.security.Viewer;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The mutations of all features. Each is one transaction, which is rolled back when the
 * input has problems, and which knows who writes.
 */
@Component
class TransactionalMutations implements MutationExecutor {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** Transactions that got into each other's way are run again so often. */
	private static final int MAX_ATTEMPTS = 3;

	private final Map<String, Mutation> mutations;

	private final TransactionOperations transactions;

	private final IdempotencyKeys keys;

	private final AuditActor auditActor;

	TransactionalMutations(List<Mutation> mutations, TransactionOperations transactions, IdempotencyKeys keys,
			AuditActor auditActor) {
		this.mutations = mutations.stream().collect(Collectors.toUnmodifiableMap(Mutation::name, Function.identity()));
		this.transactions = transactions;
		this.keys = keys;
		this.auditActor = auditActor;
	}

	@Override
	public Set<String> fieldNames() {
		return this.mutations.keySet();
	}

	@Override
	public String execute(DataFetchingEnvironment environment) {
		Mutation mutation = Objects.requireNonNull(this.mutations.get(environment.getFieldDefinition().getName()));
		Viewer viewer = Viewer.of(environment.getGraphQlContext());
		Map<String, @Nullable Object> input = Objects.requireNonNull(environment.getArgument("input"));
		IdempotentRequest request = idempotentRequest(environment, mutation, viewer, input).orElse(null);
		for (int attempt = 1;; attempt++) {
			try {
				return Objects.requireNonNull(this.transactions
					.execute((transaction) -> execute(mutation, new Input(input), viewer, request, transaction)));
			}
			catch (DuplicateKeyException | PessimisticLockingFailureException ex) {
				if (attempt == MAX_ATTEMPTS) {
					throw ex;
				}
			}
		}
	}

	private static Optional<IdempotentRequest> idempotentRequest(DataFetchingEnvironment environment, Mutation mutation,
			Viewer viewer, Map<String, @Nullable Object> input) {
		return IdempotencyHeader.from(environment.getGraphQlContext())
			.map((key) -> IdempotentRequest.of(viewer.principalType() + " " + viewer.subject(), key,
					environment.getExecutionStepInfo().getResultKey(), mutation.name(), input));
	}

	private String execute(Mutation mutation, Input input, Viewer viewer, @Nullable IdempotentRequest request,
			TransactionStatus transaction) {
		this.auditActor.setForTransaction(viewer.subject(), viewer.keyId());
		Optional<String> storedResult = Optional.ofNullable(request).flatMap(this.keys::reserve);
		if (storedResult.isPresent()) {
			return storedResult.get();
		}
		MutationResult mutationResult = mutation.execute(input, viewer);
		if (!input.isValid()) {
			transaction.setRollbackOnly();
			return JSON.writeValueAsString(MutationResult.EMPTY.withUserErrors(input.errors()).values());
		}
		String resultJson = JSON.writeValueAsString(mutationResult.withUserErrors(List.of()).values());
		if (request != null) {
			this.keys.saveResult(request, resultJson);
		}
		return resultJson;
	}

}
