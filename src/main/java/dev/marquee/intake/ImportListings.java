package dev.marquee.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import dev.marquee.access.Scope;
import dev.marquee.access.Viewer;
import dev.marquee.graphql.Forbidden;
import dev.marquee.intake.Outcome.Created;
import dev.marquee.intake.Outcome.Rejected;
import dev.marquee.intake.Outcome.Unchanged;
import dev.marquee.intake.Outcome.Updated;
import dev.marquee.writing.Input;
import dev.marquee.writing.Mutation;
import dev.marquee.writing.UserErrorCode;
import dev.marquee.writing.Written;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes listing documents in, or only tells what would become of each.
 */
@Component
class ImportListings implements Mutation {

	private static final int MOST_DOCUMENTS = 100;

	private final ListingImporter importer;

	private final DSLContext dsl;

	private final TransactionTemplate nested;

	ImportListings(ListingImporter importer, DSLContext dsl, PlatformTransactionManager transactions) {
		this.importer = importer;
		this.dsl = dsl;
		this.nested = new TransactionTemplate(transactions);
		this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
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
	public Written execute(Input input, Viewer viewer) {
		if (viewer.organizer() != null) {
			throw new Forbidden("A key that is bound to an organizer cannot import listings.");
		}
		List<Document> documents = input.objects("documents", MOST_DOCUMENTS).stream().map(Document::read).toList();
		if (input.isFine() && documents.isEmpty()) {
			input.refuse("documents", UserErrorCode.REQUIRED, "There must be a document at least.");
		}
		if (!input.isFine()) {
			return Written.NOTHING;
		}
		letNoOtherImportRun();
		return Written.of("documents", takeAll(documents, input.isTrue("dryRun")));
	}

	private List<Map<String, @Nullable Object>> takeAll(List<Document> documents, boolean isDryRun) {
		List<Map<String, @Nullable Object>> outcomes = new ArrayList<>();
		this.nested.executeWithoutResult((transaction) -> {
			documents.forEach((document) -> outcomes.add(take(document)));
			if (isDryRun) {
				transaction.setRollbackOnly();
			}
		});
		return outcomes;
	}

	/**
	 * Two that hold what the other one waits for would otherwise end each other.
	 */
	private void letNoOtherImportRun() {
		this.dsl.execute("select pg_advisory_xact_lock(hashtextextended('importListings', 0))");
	}

	private Map<String, @Nullable Object> take(Document document) {
		Outcome outcome = this.importer.importDocument(document.name(),
				document.text().getBytes(StandardCharsets.UTF_8));
		Map<String, @Nullable Object> told = new LinkedHashMap<>();
		told.put("name", document.name());
		told.put("status", outcome.word().toUpperCase(Locale.ROOT));
		told.put("event", event(outcome));
		told.put("problems", new ArrayList<>(outcome.problems()));
		return told;
	}

	private static @Nullable UUID event(Outcome outcome) {
		return switch (outcome) {
			case Created created -> created.event();
			case Updated updated -> updated.event();
			case Unchanged unchanged -> unchanged.event();
			case Rejected rejected -> null;
		};
	}

	private record Document(String name, String text) {

		private static final int LONGEST_NAME = 500;

		static Document read(Input input) {
			String text = Objects.requireNonNull(input.value("text", String.class));
			return new Document(input.requiredLine("name", LONGEST_NAME), text);
		}

	}

}
