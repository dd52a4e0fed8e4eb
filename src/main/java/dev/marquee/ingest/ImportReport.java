package dev.marquee.ingest;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.UntrustedText;

/**
 * Prints the outcomes of an import as they come, its progress and its totals.
 */
final class ImportReport {

	private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(2);

	private final Clock clock;

	private final PrintStream out;

	private final PrintStream err;

	private final Map<String, Integer> counts = new TreeMap<>();

	private Instant lastProgress;

	private int listings;

	private int documents;

	private int documentCount;

	ImportReport(Clock clock, PrintStream out, PrintStream err) {
		this.clock = clock;
		this.out = out;
		this.err = err;
		this.lastProgress = clock.instant();
	}

	/** Sets how many documents there are; 0 if unknown. */
	void begin(int count) {
		this.documents = 0;
		this.documentCount = count;
	}

	/**
	 * Prints the outcome of a listing.
	 * @param document the path of its document
	 * @param label what to call it in the document; empty for the only listing
	 */
	void add(String document, String label, ImportOutcome outcome) {
		this.listings++;
		this.counts.merge(outcome.statusName(), 1, Integer::sum);
		String suffix = label.isEmpty() ? "" : " " + UntrustedText.quote(label);
		this.out.printf("%-9s %s%s%n", outcome.statusName(), UntrustedText.escape(document), suffix);
		for (DocumentProblem problem : outcome.problems()) {
			this.out.printf("  %-8s %s%n", problem.severity().name().toLowerCase(Locale.ROOT), problem);
		}
		printProgress();
	}

	void endDocument() {
		this.documents++;
	}

	private void printProgress() {
		if (this.clock.instant().isAfter(this.lastProgress.plus(PROGRESS_INTERVAL))) {
			this.lastProgress = this.clock.instant();
			this.err.println((this.documentCount > 1)
					? this.documents + " of " + this.documentCount + " documents, " + this.listings + " listings ..."
					: this.listings + " listings ...");
		}
	}

	boolean hasRejections() {
		return this.counts.containsKey("rejected");
	}

	void printTotals() {
		this.out.printf("imported: %d created, %d updated, %d unchanged, %d rejected%n",
				this.counts.getOrDefault("created", 0), this.counts.getOrDefault("updated", 0),
				this.counts.getOrDefault("unchanged", 0), this.counts.getOrDefault("rejected", 0));
	}

}
