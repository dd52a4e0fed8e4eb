package dev.marquee.ingest;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.marquee.ingest.DocumentFiles.DocumentFile;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.DocumentProblem.Severity;
import dev.marquee.ingest.problem.UntrustedText;

/**
 * The command {@code import PATH…}: takes in files and folders, and tells what became of
 * each document.
 */
public class ImportCommand {

	/** How the log calls whoever runs it. */
	static final String ACTOR = "import command";

	private static final int EXIT_REJECTED = 1;

	private static final int EXIT_USAGE = 2;

	private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(2);

	private final ListingImporter importer;

	private final Clock clock;

	private final PrintStream out;

	private final PrintStream err;

	public ImportCommand(ListingImporter importer, Clock clock, PrintStream out, PrintStream err) {
		this.importer = importer;
		this.clock = clock;
		this.out = out;
		this.err = err;
	}

	/**
	 * Takes in what these paths name.
	 * @return the exit status: 0, or 1 when a document was rejected, or 2 when the paths
	 * make no sense
	 */
	public int run(List<String> paths) {
		List<Path> roots;
		try {
			roots = paths.stream().map(Path::of).toList();
		}
		catch (InvalidPathException ex) {
			this.err.println("This is no path: " + UntrustedText.quote(ex.getInput()));
			return EXIT_USAGE;
		}
		List<Path> missing = roots.stream().filter(Files::notExists).toList();
		missing
			.forEach((path) -> this.err.println("There is no file or folder " + UntrustedText.escape(path.toString())));
		if (roots.isEmpty()) {
			this.err.println("Usage: import PATH... (listing documents, or folders with *.txt)");
		}
		return (roots.isEmpty() || !missing.isEmpty()) ? EXIT_USAGE : importAll(DocumentFiles.find(roots));
	}

	private int importAll(List<DocumentFile> documents) {
		Map<String, Integer> counts = new TreeMap<>();
		Instant lastProgress = this.clock.instant();
		int completed = 0;
		for (DocumentFile document : documents) {
			ImportOutcome importOutcome = importDocument(document);
			printOutcome(document.path(), importOutcome);
			counts.merge(importOutcome.statusName(), 1, Integer::sum);
			completed++;
			if (this.clock.instant().isAfter(lastProgress.plus(PROGRESS_INTERVAL)) && completed < documents.size()) {
				lastProgress = this.clock.instant();
				this.err.println(completed + " of " + documents.size() + " ...");
			}
		}
		this.out.printf("imported: %d created, %d updated, %d unchanged, %d rejected%n",
				counts.getOrDefault("created", 0), counts.getOrDefault("updated", 0),
				counts.getOrDefault("unchanged", 0), counts.getOrDefault("rejected", 0));
		return counts.containsKey("rejected") ? EXIT_REJECTED : 0;
	}

	private ImportOutcome importDocument(DocumentFile document) {
		return (document.failure() != null) ? ListingImporter.unreadable(document.failure())
				: this.importer.importFile(document.path(), document.name(), ACTOR);
	}

	private void printOutcome(Path document, ImportOutcome importOutcome) {
		this.out.printf("%-9s %s%n", importOutcome.statusName(), UntrustedText.escape(document.toString()));
		for (DocumentProblem documentProblem : importOutcome.problems()) {
			this.out.printf("  %-8s %s%n", (documentProblem.severity() == Severity.ERROR) ? "error" : "warning",
					documentProblem);
		}
	}

}
