package dev.marquee.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import dev.marquee.graphql.ForbiddenException;
import dev.marquee.ingest.ImportOutcome.Created;
import dev.marquee.ingest.ImportOutcome.Rejected;
import dev.marquee.ingest.ImportOutcome.Unchanged;
import dev.marquee.ingest.ImportOutcome.Updated;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The mutation {@code importListings}. A dry run imports, reports and rolls back.
 */
@Component
class ImportListings implements Mutation {

	private static final int MAX_DOCUMENTS = 100;

	private final ListingImporter importer;

	private final DSLContext dsl;

	private final TransactionTemplate nestedTransaction;

	ImportListings(ListingImporter importer, DSLContext dsl, PlatformTransactionManager transactions) {
		this.importer = importer;
		this.dsl = dsl;
		this.nestedTransaction = new TransactionTemplate(transactions);
		this.nestedTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
	}

	@Override
	public String name() {
		return "importListings";
	}

	@Override
	public Scope scope() {
		return Scope.LISTINGS_IMPORT;
	}

	@Override
	public void prepare(Input input) {
		this.importer.prepare(documents(input).stream().map(InputDocument::bytes).toList());
	}

	@Override
	public MutationResult execute(Input input, Viewer viewer) {
		if (viewer.organizer() != null) {
			throw new ForbiddenException(
					"The key is bound to an organizer and cannot import listings: use a key without an organizer.");
		}
		List<InputDocument> documents = documents(input);
		if (input.isValid() && documents.isEmpty()) {
			input.rejectValue("documents", UserErrorCode.REQUIRED, "`documents` must contain at least one document.");
		}
		if (!input.isValid()) {
			return MutationResult.EMPTY;
		}
		lockImports();
		return MutationResult.of("documents", importAll(documents, input.isTrue("dryRun")));
	}

	private static List<InputDocument> documents(Input input) {
		return input.nestedList("documents", MAX_DOCUMENTS).stream().map(InputDocument::from).toList();
	}

	private List<Map<String, @Nullable Object>> importAll(List<InputDocument> documents, boolean isDryRun) {
		List<Map<String, @Nullable Object>> outcomes = new ArrayList<>();
		this.nestedTransaction.executeWithoutResult((transaction) -> {
			documents.forEach((document) -> outcomes.add(importDocument(document)));
			if (isDryRun) {
				transaction.setRollbackOnly();
			}
		});
		return outcomes;
	}

	/**
	 * Serializes imports by mutation: transactions that lock the same listings in
	 * different order would deadlock.
	 */
	private void lockImports() {
		this.dsl.execute("select pg_advisory_xact_lock(hashtextextended('importListings', 0))");
	}

	private Map<String, @Nullable Object> importDocument(InputDocument document) {
		ImportOutcome outcome = this.importer.importDocument(document.name(), document.bytes());
		Map<String, @Nullable Object> result = new LinkedHashMap<>();
		result.put("name", document.name());
		result.put("status", outcome.statusName().toUpperCase(Locale.ROOT));
		result.put("event", eventId(outcome));
		result.put("problems", new ArrayList<>(outcome.problems()));
		return result;
	}

	private static @Nullable UUID eventId(ImportOutcome outcome) {
		return switch (outcome) {
			case Created created -> created.event();
			case Updated updated -> updated.event();
			case Unchanged unchanged -> unchanged.event();
			case Rejected rejected -> null;
		};
	}

	private record InputDocument(String name, String text) {

		private static final int MAX_NAME_LENGTH = 500;

		static InputDocument from(Input input) {
			String text = Objects.requireNonNull(input.value("text", String.class));
			return new InputDocument(input.requiredSingleLine("name", MAX_NAME_LENGTH), text);
		}

		byte[] bytes() {
			return this.text.getBytes(StandardCharsets.UTF_8);
		}

	}

}
