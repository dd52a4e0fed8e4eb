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

	private static final int MAX_PARTS = 32;

	private final DocumentReaders readers;

	private final List<DocumentRequest> requests;

	private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(MAX_PARTS);

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
		Step step = take();
		while (step instanceof Step.Part part) {
			parts.accept(part.part());
			step = take();
		}
		if (step instanceof Step.Failed failed) {
			failed.rethrow();
		}
	}

	private void readAll() {
		try {
			for (DocumentRequest request : this.requests) {
				this.readers.read(request.document(), request.format(), (part) -> put(new Step.Part(part)));
				put(new Step.End());
			}
		}
		catch (CancelledException ex) {
			// No one waits for the rest.
		}
		catch (RuntimeException | Error ex) {
			put(new Step.Failed(ex));
		}
	}

	private void put(Step step) {
		try {
			this.steps.put(step);
		}
		catch (InterruptedException ex) {
			throw new CancelledException();
		}
	}

	private Step take() {
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
	private sealed interface Step {

		record Part(DocumentPart part) implements Step {
		}

		record End() implements Step {
		}

		record Failed(Throwable failure) implements Step {

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
	private static final class CancelledException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
