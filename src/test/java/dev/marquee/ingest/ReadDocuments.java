package dev.marquee.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.ingest.merge.Listing;
import dev.marquee.ingest.problem.DocumentProblem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads documents in tests of readers, without a database.
 */
final class ReadDocuments {

	private static final DocumentReaders READERS = ListingFixtures.documentReaders();

	private ReadDocuments() {
	}

	static List<ReadResult> read(String name, String text) {
		return read(new SourceDocument(name, text.getBytes(StandardCharsets.UTF_8)), null);
	}

	static List<ReadResult> read(String name, String text, String sourceUrl) {
		return read(
				new SourceDocument(name, text.getBytes(StandardCharsets.UTF_8), sourceUrl, SourceDocument.Options.NONE),
				null);
	}

	static List<ReadResult> read(SourceDocument document, DocumentFormat format) {
		List<ReadResult> results = new ArrayList<>();
		READERS.read(document, format, (part) -> results.add(part.result()));
		return results;
	}

	/** The listings of a document, none of which may be rejected. */
	static List<Listing> listings(List<ReadResult> results) {
		assertThat(results)
			.allSatisfy((result) -> assertThat(result.listing()).as("%s", result.problems()).isNotNull());
		return results.stream().map(ReadResult::listing).toList();
	}

	static List<String> codes(List<ReadResult> results) {
		return results.stream().flatMap((result) -> result.problems().stream()).map(DocumentProblem::code).toList();
	}

	static List<String> names(List<ReadResult> results) {
		return listings(results).stream().map((listing) -> listing.event().name()).toList();
	}

}
