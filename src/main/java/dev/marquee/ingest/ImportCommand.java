package dev.marquee.ingest;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.marquee.ingest.DocumentFiles.DocumentFile;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.UntrustedText;

/**
 * The command {@code import PATH…}: imports files and folders, and prints the outcome of
 * each document.
 */
public class ImportCommand {

	/** Recorded as the actor of changes. */
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
	 * Imports the files and folders.
	 * @return the exit status: 0, 1 if a document was rejected, or 2 if a path is missing
	 * or invalid
	 */
	public int run(List<String> paths) {
		List<Path> roots;
		try {
			roots = paths.stream().map(Path::of).toList();
		}
		catch (InvalidPathException ex) {
			this.err.println("Invalid path: " + UntrustedText.quote(ex.getInput()));
			return EXIT_USAGE;
		}
		List<Path> missing = roots.stream().filter(Files::notExists).toList();
		missing.forEach((path) -> this.err.println("No such file or folder: " + UntrustedText.escape(path.toString())));
		if (roots.isEmpty()) {
			this.err.println("Usage: import PATH... (listing documents, or folders of *.txt files)");
		}
		return (roots.isEmpty() || !missing.isEmpty()) ? EXIT_USAGE : importAll(DocumentFiles.find(roots));
	}

	private int importAll(List<DocumentFile> documents) {
		Map<String, Integer> counts = new TreeMap<>();
		Instant lastProgress = this.clock.instant();
		int completed = 0;
		for (DocumentFile document : documents) {
			ImportOutcome outcome = importDocument(document);
			printOutcome(document.path(), outcome);
			counts.merge(outcome.statusName(), 1, Integer::sum);
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

	private void printOutcome(Path document, ImportOutcome outcome) {
		this.out.printf("%-9s %s%n", outcome.statusName(), UntrustedText.escape(document.toString()));
		for (DocumentProblem problem : outcome.problems()) {
			this.out.printf("  %-8s %s%n", problem.severity().name().toLowerCase(Locale.ROOT), problem);
		}
	}

}
