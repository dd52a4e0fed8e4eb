package dev.marquee.writing;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.marquee.access.Viewer;
import dev.marquee.selection.Mutations;
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
class WritingMutations implements Mutations {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** Transactions that got into each other's way are run again so often. */
	private static final int MOST_ATTEMPTS = 3;

	private final Map<String, Mutation> mutations;

	private final TransactionOperations transactions;

	private final IdempotencyKeys keys;

	private final Signature signature;

	WritingMutations(List<Mutation> mutations, TransactionOperations transactions, IdempotencyKeys keys,
			Signature signature) {
		this.mutations = mutations.stream().collect(Collectors.toUnmodifiableMap(Mutation::name, Function.identity()));
		this.transactions = transactions;
		this.keys = keys;
		this.signature = signature;
	}

	@Override
	public Set<String> names() {
		return this.mutations.keySet();
	}

	@Override
	public String execute(DataFetchingEnvironment environment) {
		Mutation mutation = Objects.requireNonNull(this.mutations.get(environment.getFieldDefinition().getName()));
		Viewer viewer = Viewer.of(environment.getGraphQlContext());
		Map<String, @Nullable Object> input = Objects.requireNonNull(environment.getArgument("input"));
		Repeatable request = repeatable(environment, mutation, viewer, input).orElse(null);
		for (int attempt = 1;; attempt++) {
			try {
				return Objects.requireNonNull(this.transactions
					.execute((transaction) -> execute(mutation, new Input(input), viewer, request, transaction)));
			}
			catch (DuplicateKeyException | PessimisticLockingFailureException ex) {
				if (attempt == MOST_ATTEMPTS) {
					throw ex;
				}
			}
		}
	}

	private static Optional<Repeatable> repeatable(DataFetchingEnvironment environment, Mutation mutation,
			Viewer viewer, Map<String, @Nullable Object> input) {
		return IdempotencyHeader.in(environment.getGraphQlContext())
			.map((key) -> Repeatable.of(viewer.kind() + " " + viewer.subject(), key,
					environment.getExecutionStepInfo().getResultKey(), mutation.name(), input));
	}

	private String execute(Mutation mutation, Input input, Viewer viewer, @Nullable Repeatable request,
			TransactionStatus transaction) {
		this.signature.put(viewer.subject(), viewer.keyId());
		Optional<String> before = Optional.ofNullable(request).flatMap(this.keys::outcomeOf);
		if (before.isPresent()) {
			return before.get();
		}
		Written written = mutation.execute(input, viewer);
		if (!input.isFine()) {
			transaction.setRollbackOnly();
			return JSON.writeValueAsString(Written.NOTHING.with(input.errors()).members());
		}
		String outcome = JSON.writeValueAsString(written.with(List.of()).members());
		if (request != null) {
			this.keys.keep(request, outcome);
		}
		return outcome;
	}

}
