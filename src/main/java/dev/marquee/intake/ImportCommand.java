package dev.marquee.intake;

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

import dev.marquee.intake.DocumentFiles.DocumentFile;
import dev.marquee.intake.Problem.Severity;

/**
 * The command {@code import PATH…}: takes in files and folders, and tells what became of
 * each document.
 */
public class ImportCommand {

	/** How the log calls whoever runs it. */
	static final String ACTOR = "import command";

	private static final int REJECTED = 1;

	private static final int MISUSED = 2;

	private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(2);

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
			this.err.println("This is no path: " + Quotation.of(ex.getInput()));
			return MISUSED;
		}
		List<Path> missing = roots.stream().filter(Files::notExists).toList();
		missing.forEach((path) -> this.err.println("There is no file or folder " + Quotation.escaped(path.toString())));
		if (roots.isEmpty()) {
			this.err.println("Usage: import PATH... (listing documents, or folders with *.txt)");
		}
		return (roots.isEmpty() || !missing.isEmpty()) ? MISUSED : importAll(DocumentFiles.find(roots));
	}

	private int importAll(List<DocumentFile> documents) {
		Map<String, Integer> counts = new TreeMap<>();
		Instant told = this.clock.instant();
		int done = 0;
		for (DocumentFile document : documents) {
			Outcome outcome = take(document);
			print(document.path(), outcome);
			counts.merge(outcome.word(), 1, Integer::sum);
			done++;
			if (this.clock.instant().isAfter(told.plus(BETWEEN_PROGRESS)) && done < documents.size()) {
				told = this.clock.instant();
				this.err.println(done + " of " + documents.size() + " ...");
			}
		}
		this.out.printf("imported: %d created, %d updated, %d unchanged, %d rejected%n",
				counts.getOrDefault("created", 0), counts.getOrDefault("updated", 0),
				counts.getOrDefault("unchanged", 0), counts.getOrDefault("rejected", 0));
		return counts.containsKey("rejected") ? REJECTED : 0;
	}

	private Outcome take(DocumentFile document) {
		return (document.failure() != null) ? ListingImporter.unreadable(document.failure())
				: this.importer.importFile(document.path(), document.name(), ACTOR);
	}

	private void print(Path document, Outcome outcome) {
		this.out.printf("%-9s %s%n", outcome.word(), Quotation.escaped(document.toString()));
		for (Problem problem : outcome.problems()) {
			this.out.printf("  %-8s %s%n", (problem.severity() == Severity.ERROR) ? "error" : "warning", problem);
		}
	}

}
