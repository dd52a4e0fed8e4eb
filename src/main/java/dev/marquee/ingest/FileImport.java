package dev.marquee.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import dev.marquee.ingest.DocumentFiles.DocumentFile;
import dev.marquee.ingest.format.SourceDocument;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.InputStreamSource;

/**
 * Imports files, some at a time: whether they are unchanged is asked by one statement for
 * all of them, and those that are not are read ahead.
 */
final class FileImport {

	/** With one listing each, their listings fill transactions. */
	private static final int MAX_BATCH_FILES = 2 * ListingBatch.MAX_LISTINGS;

	private static final int MAX_BATCH_BYTES = 8 * 1024 * 1024;

	private final ListingImporter importer;

	private final ImportReport report;

	private final BooleanSupplier isInterrupted;

	private final List<ReadFile> batch = new ArrayList<>();

	/** Prints the outcomes of the document that is being told. */
	private OutcomePrinter printing;

	private int batchBytes;

	/**
	 * An import of files.
	 * @param isInterrupted whether to end after the listings that are being written
	 */
	FileImport(ListingImporter importer, ImportReport report, BooleanSupplier isInterrupted) {
		this.importer = importer;
		this.report = report;
		this.isInterrupted = isInterrupted;
		this.printing = new OutcomePrinter("", report);
	}

	/**
	 * Imports one document from a stream.
	 * @throws InterruptedImportException if the import was interrupted
	 */
	void importStream(InputStream content, String name) {
		add(Path.of(name), name, () -> content);
		importBatch();
	}

	/**
	 * Imports files in their order.
	 * @throws InterruptedImportException if the import was interrupted
	 */
	void importAll(List<DocumentFile> files) {
		this.report.begin(files.size());
		for (DocumentFile file : files) {
			IOException failure = file.failure();
			if (failure != null) {
				this.batch.add(new ReadFile(file.path(), null, ImportFailures.unreadable(failure)));
			}
			else {
				add(file.path(), file.name(), () -> Files.newInputStream(file.path()));
			}
		}
		importBatch();
	}

	/**
	 * Adds a file to the batch. At most one byte more than the limit is read of one that
	 * is too large.
	 */
	private void add(Path path, String name, InputStreamSource source) {
		try (InputStream content = source.getInputStream()) {
			byte[] bytes = content.readNBytes(SourceDocument.MAX_BYTES + 1);
			this.batch.add(new ReadFile(path, DocumentRequest.of(name, bytes), null));
			this.batchBytes += bytes.length;
		}
		catch (IOException ex) {
			this.batch.add(new ReadFile(path, null, ImportFailures.unreadable(ex)));
		}
		if (this.batch.size() >= MAX_BATCH_FILES || this.batchBytes >= MAX_BATCH_BYTES) {
			importBatch();
		}
	}

	private void importBatch() {
		DocumentBatch documents = new DocumentBatch(this.importer, ImportCommand.ACTOR,
				this.batch.stream().flatMap((file) -> file.requests().stream()).toList(), this::interruptible);
		try (ReadAhead readAhead = this.importer.readAhead(documents.changed())) {
			for (ReadFile file : this.batch) {
				importFile(file, readAhead, documents);
				documents.then(this.report::endDocument);
				checkInterruption();
			}
			documents.finish();
		}
		finally {
			this.printing.finish();
		}
		this.batch.clear();
		this.batchBytes = 0;
		checkInterruption();
	}

	private void importFile(ReadFile file, ReadAhead readAhead, DocumentBatch documents) {
		DocumentRequest request = file.request();
		ImportOutcome failure = file.failure();
		if (failure != null) {
			documents.then(() -> this.report.add(file.path().toString(), "", failure));
		}
		else if (request != null) {
			OutcomePrinter printer = new OutcomePrinter(file.path().toString(), this.report);
			documents.then(() -> this.printing = printer);
			documents.add(request, readAhead::readNext, printer::accept);
			documents.then(printer::finish);
		}
	}

	/** What is stored is also told, so that an import can end only before it writes. */
	private Consumer<DocumentPart> interruptible(Consumer<DocumentPart> parts) {
		return (part) -> {
			checkInterruption();
			parts.accept(part);
		};
	}

	private void checkInterruption() {
		if (this.isInterrupted.getAsBoolean()) {
			throw new InterruptedImportException();
		}
	}

	/**
	 * Ends an import after the listing that was written last.
	 */
	static final class InterruptedImportException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	/**
	 * A file with its content, or why it cannot be read.
	 */
	private record ReadFile(Path path, @Nullable DocumentRequest request, @Nullable ImportOutcome failure) {

		List<DocumentRequest> requests() {
			return (this.request != null) ? List.of(this.request) : List.of();
		}

	}

	/**
	 * Prints the outcomes of a document, with the labels of its listings if it has
	 * several. The first one is printed when the second one is known.
	 */
	private static final class OutcomePrinter {

		private final String document;

		private final ImportReport report;

		private @Nullable ListingOutcome first;

		private boolean hasSeveral;

		OutcomePrinter(String document, ImportReport report) {
			this.document = document;
			this.report = report;
		}

		void accept(ListingOutcome outcome) {
			if (this.first == null && !this.hasSeveral) {
				this.first = outcome;
				return;
			}
			this.hasSeveral = true;
			finish();
			this.report.add(this.document, outcome.label(), outcome.outcome());
		}

		void finish() {
			ListingOutcome outcome = this.first;
			if (outcome != null) {
				this.report.add(this.document, this.hasSeveral ? outcome.label() : "", outcome.outcome());
				this.first = null;
			}
		}

	}

}
