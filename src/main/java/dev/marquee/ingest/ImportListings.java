package dev.marquee.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.marquee.graphql.ForbiddenException;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;
import org.jooq.DSLContext;

import org.springframework.stereotype.Component;

/**
 * The mutation {@code importListings}. A dry run imports, and is rolled back after its
 * payload was read.
 */
@Component
class ImportListings implements Mutation {

	private static final int MAX_DOCUMENTS = 100;

	private static final int MAX_LISTINGS = 1000;

	private final ListingImporter importer;

	private final DSLContext dsl;

	ImportListings(ListingImporter importer, DSLContext dsl) {
		this.importer = importer;
		this.dsl = dsl;
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
	public boolean isDryRun(Input input) {
		return input.isTrue("dryRun");
	}

	@Override
	public void prepare(Input input) {
		this.importer.prepare(documents(input));
	}

	@Override
	public MutationResult execute(Input input, Viewer viewer) {
		if (viewer.organizer() != null) {
			throw new ForbiddenException(
					"The key is bound to an organizer and cannot import listings: use a key without an organizer.");
		}
		List<DocumentRequest> documents = documents(input);
		if (input.isValid() && documents.isEmpty()) {
			input.rejectValue("documents", UserErrorCode.REQUIRED, "`documents` must contain at least one document.");
		}
		if (!input.isValid()) {
			return MutationResult.EMPTY;
		}
		// Transactions that lock the same listings in different order would deadlock.
		this.importer.lockImports();
		MutationResult result = importAll(documents, input);
		if (isDryRun(input)) {
			// What follows from the changes at the commit is part of the event.
			this.dsl.execute("set constraints all immediate");
		}
		return result;
	}

	private static List<DocumentRequest> documents(Input input) {
		return input.nestedList("documents", MAX_DOCUMENTS)
			.stream()
			.map(DocumentInputReader::read)
			.flatMap(Optional::stream)
			.toList();
	}

	private MutationResult importAll(List<DocumentRequest> requests, Input input) {
		List<OutcomeJson> all = new ArrayList<>();
		List<OutcomeJson.DocumentJson> byDocument = new ArrayList<>();
		DocumentBatch documents = new DocumentBatch(this.importer, null, requests, UnaryOperator.identity());
		try {
			for (DocumentRequest request : requests) {
				List<OutcomeJson> outcomes = new ArrayList<>();
				documents.add(request, (parts) -> this.importer.read(request, parts), (outcome) -> {
					if (all.size() == MAX_LISTINGS) {
						throw new TooManyListingsException();
					}
					OutcomeJson json = OutcomeJson.of(request.document().name(), outcome);
					outcomes.add(json);
					all.add(json);
				});
				documents.then(() -> byDocument.add(OutcomeJson.DocumentJson.of(outcomes)));
			}
			documents.finish();
		}
		catch (TooManyListingsException ex) {
			input.rejectValue("documents", UserErrorCode.TOO_MANY, "`documents` must have at most " + MAX_LISTINGS
					+ " listings: split them, or use the command `import`.");
			return MutationResult.EMPTY;
		}
		return new MutationResult(Map.of("outcomes", all, "documents", byDocument));
	}

	/**
	 * Ends the reading of a document with too many listings.
	 */
	private static final class TooManyListingsException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
