package dev.marquee.ingest;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.DocumentProblems;
import org.jspecify.annotations.Nullable;

/**
 * Passes the parts of a document on, each one when the next one is known: only then is it
 * known whether it is the only one and whether it is the last. Problems of the document
 * as a whole are those of the part that follows them.
 */
final class DocumentPartCollector {

	private final SourceDocument document;

	private final DocumentProblems problems;

	private final Consumer<DocumentPart> parts;

	/**
	 * Completes the listing that was not passed on yet, if told whether it is the only
	 * one.
	 */
	private @Nullable Function<Boolean, ReadResult> pending;

	private int passedOn;

	private int reported;

	DocumentPartCollector(SourceDocument document, DocumentProblems problems, Consumer<DocumentPart> parts) {
		this.document = document;
		this.problems = problems;
		this.parts = parts;
	}

	void accept(Function<Boolean, ReadResult> listing) {
		passOnPending(false);
		this.pending = listing;
	}

	/**
	 * Passes on the last part: a result with the errors of the document, if it has any.
	 */
	void finish() {
		if (this.pending == null && this.passedOn == 0 && !this.problems.hasErrors()) {
			this.problems.error(DocumentLocation.DOCUMENT, "no_events", "The document has no event.");
		}
		if (!this.problems.hasErrors()) {
			passOnPending(true);
			return;
		}
		passOnPending(false);
		passOn(ReadResult.ofErrors(this.document.name(), unreported()), true);
	}

	private void passOnPending(boolean isLast) {
		Function<Boolean, ReadResult> listing = this.pending;
		if (listing != null) {
			this.pending = null;
			List<DocumentProblem> ofDocument = this.problems.hasErrors() ? List.of() : unreported();
			passOn(listing.apply(isLast && this.passedOn == 0).withDocumentProblems(ofDocument), isLast);
		}
	}

	private void passOn(ReadResult result, boolean isLast) {
		this.passedOn++;
		this.parts.accept(new DocumentPart(result, isLast, isLast && this.passedOn == 1));
	}

	private List<DocumentProblem> unreported() {
		List<DocumentProblem> all = this.problems.toList();
		List<DocumentProblem> more = all.subList(this.reported, all.size());
		this.reported = all.size();
		return List.copyOf(more);
	}

}
