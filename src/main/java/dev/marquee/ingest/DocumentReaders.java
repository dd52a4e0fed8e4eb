package dev.marquee.ingest;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import dev.marquee.ingest.format.DetectedFormat;
import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.DocumentReader;
import dev.marquee.ingest.format.FormatDetector;
import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads documents of all formats: detects the format unless it is given, and completes
 * the listings that its reader passes on.
 */
@Component
class DocumentReaders {

	private static final String READABLE = " Documents that can be imported are listing texts, JSON-LD, HTML pages,"
			+ " iCalendar, CSV, RSS and Atom, and records of the APIs of Eventbrite, Meetup, OpenAgenda and LinkedEvents.";

	private final Map<DocumentFormat, DocumentReader> readers = new EnumMap<>(DocumentFormat.class);

	private final ListingAssembler assembler;

	DocumentReaders(List<DocumentReader> readers, ListingAssembler assembler) {
		readers.forEach((reader) -> reader.formats().forEach((format) -> this.readers.put(format, reader)));
		this.assembler = assembler;
	}

	/**
	 * Loads the zone boundaries if the document needs them and they are not loaded: that
	 * takes seconds, for which no transaction should wait.
	 */
	void prepare(DocumentRequest request) {
		if (!this.assembler.isPrepared()) {
			read(request.document(), request.format(), (part) -> {
			});
		}
	}

	/**
	 * Reads a document and passes each of its listings on, in its order. A document that
	 * cannot be read is passed on as one result with errors.
	 * @param givenFormat null to detect the format
	 */
	void read(SourceDocument document, @Nullable DocumentFormat givenFormat, Consumer<DocumentPart> parts) {
		DocumentProblems problems = new DocumentProblems();
		Optional<DocumentFormat> format = format(document, givenFormat, problems);
		DocumentPartCollector collector = new DocumentPartCollector(document, problems, parts);
		if (format.isPresent()) {
			DocumentReader reader = this.readers.get(format.get());
			if (reader == null) {
				problems.error(DocumentLocation.DOCUMENT, "format_unsupported",
						"This looks like " + format.get().title() + ", which cannot be imported.");
			}
			else {
				reader.read(document, format.get(), problems, (listing) -> collector
					.accept((isOnly) -> this.assembler.assemble(listing, document, format.get(), isOnly)));
			}
		}
		collector.finish();
	}

	private static Optional<DocumentFormat> format(SourceDocument document, @Nullable DocumentFormat given,
			DocumentProblems problems) {
		if (document.bytes().length > SourceDocument.MAX_BYTES) {
			problems.error(DocumentLocation.DOCUMENT, "too_large",
					"The document exceeds " + SourceDocument.MAX_BYTES / 1024 / 1024 + " MB: split it.");
			return Optional.empty();
		}
		DetectedFormat detected = FormatDetector.detect(document.name(), document.bytes());
		DocumentFormat format = detected.format();
		if (given != null && (format == given || !detected.isCertain())) {
			return Optional.of(given);
		}
		if (given != null) {
			problems.error(DocumentLocation.DOCUMENT, "format_mismatch", "This looks like " + detected.description()
					+ ", not like " + given.title() + ": leave `format` out, or correct it.");
			return Optional.empty();
		}
		if (format == null) {
			problems.error(DocumentLocation.DOCUMENT, "format_unsupported",
					"This looks like " + detected.description() + "." + READABLE);
		}
		return Optional.ofNullable(format);
	}

}
