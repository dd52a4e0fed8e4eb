package dev.marquee.ingest;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Imports documents as if one by one, in their order. Whether they are unchanged is asked
 * by one statement for all of them, and the listings of the others are written together,
 * also those of different documents.
 */
final class DocumentBatch {

	private final ListingImporter importer;

	private final @Nullable String actor;

	private final UnaryOperator<Consumer<DocumentPart>> interceptor;

	private final List<DocumentRequest> requests;

	/** The outcomes of the documents that were unchanged before, by their names. */
	private final Map<String, List<ListingOutcome>> unchanged;

	private final ListingBatch listings;

	/** The events that were written; null stands for rejected listings. */
	private final Set<@Nullable UUID> writtenEvents = new HashSet<>();

	/**
	 * A batch to which nothing is added yet.
	 * @param actor recorded as the actor of changes; null for that of the current
	 * transaction
	 * @param requests the documents that are going to be added, with contents
	 * @param interceptor called for each document that is read: receives its parts and
	 * passes them on
	 */
	DocumentBatch(ListingImporter importer, @Nullable String actor, List<DocumentRequest> requests,
			UnaryOperator<Consumer<DocumentPart>> interceptor) {
		this.importer = importer;
		this.actor = actor;
		this.interceptor = interceptor;
		this.requests = requests;
		this.unchanged = importer.findUnchanged(requests);
		this.listings = importer.batch(actor);
	}

	/** The documents that must be read, in their order. */
	List<DocumentRequest> changed() {
		return this.requests.stream()
			.filter((request) -> !this.unchanged.containsKey(request.document().name()))
			.toList();
	}

	/**
	 * Adds a document. It is imported unless it is unchanged, and is so after the
	 * documents before it.
	 * @param reader reads it if it is one of {@link #changed()}
	 * @param outcomes receives the outcome of each listing
	 */
	void add(DocumentRequest request, Consumer<Consumer<DocumentPart>> reader, Consumer<ListingOutcome> outcomes) {
		Consumer<ListingOutcome> noting = (outcome) -> {
			if (!(outcome.outcome() instanceof ImportOutcome.Unchanged)) {
				this.writtenEvents.add(outcome.outcome().event());
			}
			outcomes.accept(outcome);
		};
		List<ListingOutcome> known = this.unchanged.get(request.document().name());
		if (known == null) {
			addParts(request, reader, this.listings, noting);
			return;
		}
		then(() -> {
			if (known.stream().anyMatch((outcome) -> this.writtenEvents.contains(outcome.outcome().event()))) {
				ListingBatch again = this.importer.batch(this.actor);
				addParts(request, (parts) -> this.importer.read(request, parts), again, noting);
				again.finish();
			}
			else {
				known.forEach(outcomes);
			}
		});
	}

	private void addParts(DocumentRequest request, Consumer<Consumer<DocumentPart>> reader, ListingBatch batch,
			Consumer<ListingOutcome> outcomes) {
		this.importer.addParts(request, (parts) -> reader.accept(this.interceptor.apply(parts)), batch, outcomes);
	}

	/** Adds what is to be done when the documents before are imported. */
	void then(Runnable action) {
		this.listings.then(action);
	}

	/** Imports what was added. */
	void finish() {
		this.listings.finish();
	}

}
