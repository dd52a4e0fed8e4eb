package dev.marquee.ingest;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import dev.marquee.ingest.merge.Listing;
import dev.marquee.ingest.problem.DocumentProblem;
import org.jspecify.annotations.Nullable;

/**
 * A listing as read from a document, complete or with errors.
 *
 * @param label what to call the listing among those of its document: its id, URL, name or
 * place
 * @param listing null if it has errors
 * @param isTruncated whether the listing seems to be truncated
 * @param hash the first 128 bits of SHA-256 of what was read
 */
record ReadResult(String label, @Nullable Listing listing, List<DocumentProblem> problems, boolean isTruncated,
		UUID hash) {

	private static final UUID NO_HASH = new UUID(0, 0);

	/** What could not be read at all. */
	static ReadResult ofErrors(String label, List<DocumentProblem> problems) {
		return new ReadResult(label, null, problems, false, NO_HASH);
	}

	/** The same reading with another listing and its problems. */
	ReadResult with(Listing listing, List<DocumentProblem> problems) {
		return new ReadResult(this.label, listing, problems, this.isTruncated, this.hash);
	}

	/** The same with problems of the document before its own. */
	ReadResult withDocumentProblems(List<DocumentProblem> more) {
		return more.isEmpty() ? this : new ReadResult(this.label, this.listing,
				Stream.concat(more.stream(), this.problems.stream()).toList(), this.isTruncated, this.hash);
	}

}
