package dev.marquee.ingest;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Reads documents in a thread of its own while the listings before are written. At most
 * some listings are read ahead.
 */
final class ReadAhead implements AutoCloseable {

	private static final int MAX_PARTS = 2 * ListingBatch.MAX_LISTINGS;

	private final DocumentReaders readers;

	private final List<DocumentRequest> requests;

	private final BlockingQueue<ReadStep> steps = new ArrayBlockingQueue<>(MAX_PARTS);

	private final Thread thread = Thread.ofPlatform().daemon().name("document-reader").unstarted(this::readAll);

	ReadAhead(DocumentReaders readers, List<DocumentRequest> requests) {
		this.readers = readers;
		this.requests = requests;
		if (!requests.isEmpty()) {
			this.thread.start();
		}
	}

	/**
	 * Passes on the parts of the next document. It must be called once for each document,
	 * in their order.
	 */
	void readNext(Consumer<DocumentPart> parts) {
		ReadStep step = take();
		while (step instanceof ReadStep.PartRead read) {
			parts.accept(read.part());
			step = take();
		}
		if (step instanceof ReadStep.ReadingFailed failed) {
			failed.rethrow();
		}
	}

	private void readAll() {
		try {
			for (DocumentRequest request : this.requests) {
				this.readers.read(request.document(), request.format(), (part) -> put(new ReadStep.PartRead(part)));
				put(new ReadStep.DocumentEnded());
			}
		}
		catch (ReadingCancelledException ex) {
			// No one waits for the rest.
		}
		catch (RuntimeException | Error ex) {
			put(new ReadStep.ReadingFailed(ex));
		}
	}

	private void put(ReadStep step) {
		try {
			this.steps.put(step);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ReadingCancelledException();
		}
	}

	private ReadStep take() {
		try {
			return this.steps.take();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while a document was read", ex);
		}
	}

	/** Ends the thread; what it has read and not passed on is lost. */
	@Override
	public void close() {
		this.thread.interrupt();
	}

	/**
	 * What the thread tells of the documents.
	 */
	private sealed interface ReadStep {

		record PartRead(DocumentPart part) implements ReadStep {
		}

		record DocumentEnded() implements ReadStep {
		}

		record ReadingFailed(Throwable failure) implements ReadStep {

			void rethrow() {
				if (this.failure instanceof Error error) {
					throw error;
				}
				throw (RuntimeException) this.failure;
			}

		}

	}

	/**
	 * Leaves a reader when its document is no longer needed.
	 */
	private static final class ReadingCancelledException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
