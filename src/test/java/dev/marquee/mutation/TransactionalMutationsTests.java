package dev.marquee.mutation;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.marquee.database.TestDatabase;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;
import dev.marquee.query.execute.MutationExecutor;
import dev.marquee.query.json.RawJson;
import graphql.GraphQLContext;
import graphql.Scalars;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingEnvironmentImpl;
import graphql.schema.GraphQLFieldDefinition;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

class TransactionalMutationsTests {

	private final List<Boolean> transactions = new ArrayList<>();

	@Test
	void mutationIsPreparedBeforeItsTransaction() {
		DSLContext dsl = TestDatabase.dsl();
		TransactionalMutations mutations = new TransactionalMutations(List.of(new RecordingMutation()),
				TestDatabase.transactionTemplate(), new IdempotencyKeys(dsl, Clock.systemUTC(), Duration.ofHours(1)),
				new AuditActor(dsl));
		mutations.prepare(environment());
		mutations.execute(environment(), new RecordingReader());
		assertThat(this.transactions).containsExactly(false, true, false);
	}

	@Test
	void payloadOfADryRunIsReadInItsTransaction() {
		DSLContext dsl = TestDatabase.dsl();
		TransactionalMutations mutations = new TransactionalMutations(List.of(new RecordingMutation() {

			@Override
			public boolean isDryRun(Input input) {
				return true;
			}

		}), TestDatabase.transactionTemplate(), new IdempotencyKeys(dsl, Clock.systemUTC(), Duration.ofHours(1)),
				new AuditActor(dsl));
		mutations.execute(environment(), new RecordingReader());
		assertThat(this.transactions).containsExactly(true, true);
	}

	private static DataFetchingEnvironment environment() {
		return DataFetchingEnvironmentImpl.newDataFetchingEnvironment()
			.fieldDefinition(
					GraphQLFieldDefinition.newFieldDefinition().name("record").type(Scalars.GraphQLInt).build())
			.graphQLContext(GraphQLContext.getDefault())
			.arguments(Map.of("input", Map.of()))
			.build();
	}

	/** Records whether a transaction is active. */
	private final class RecordingReader implements MutationExecutor.PayloadReader {

		@Override
		public RawJson read(String mutationResult) {
			TransactionalMutationsTests.this.transactions
				.add(TransactionSynchronizationManager.isActualTransactionActive());
			return new RawJson(new byte[0]);
		}

		@Override
		public RawJson readUncommitted(String mutationResult) {
			return read(mutationResult);
		}

	}

	/** Records whether a transaction is active. */
	private class RecordingMutation implements Mutation {

		@Override
		public String name() {
			return "record";
		}

		@Override
		public Scope scope() {
			return Scope.EVENTS_WRITE;
		}

		@Override
		public void prepare(Input input) {
			record();
		}

		@Override
		public MutationResult execute(Input input, Viewer viewer) {
			record();
			return MutationResult.EMPTY;
		}

		private void record() {
			TransactionalMutationsTests.this.transactions
				.add(TransactionSynchronizationManager.isActualTransactionActive());
		}

	}

}
