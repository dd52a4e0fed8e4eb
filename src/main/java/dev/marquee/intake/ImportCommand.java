package dev.marquee.intake;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.marquee.intake.Problem.Severity;

/**
 * The command {@code import PATH…}: takes in files and folders, and tells what became of
 * each document.
 */
public class ImportCommand {

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
		List<Path> roots = paths.stream().map(Path::of).toList();
		List<Path> missing = roots.stream().filter(Files::notExists).toList();
		missing.forEach((path) -> this.err.println("There is no file or folder " + path));
		if (roots.isEmpty()) {
			this.err.println("Usage: import PATH... (listing documents, or folders with *.txt)");
		}
		if (roots.isEmpty() || !missing.isEmpty()) {
			return MISUSED;
		}
		try {
			return importAll(documents(roots));
		}
		catch (IOException | UncheckedIOException ex) {
			this.err.println("A folder cannot be read: " + ex.getMessage());
			return MISUSED;
		}
	}

	private static List<Path> documents(List<Path> roots) throws IOException {
		List<Path> documents = new ArrayList<>();
		for (Path root : roots) {
			if (!Files.isDirectory(root)) {
				documents.add(root);
				continue;
			}
			try (Stream<Path> files = Files.walk(root)) {
				files.filter(ImportCommand::isDocument).sorted().forEach(documents::add);
			}
		}
		return documents;
	}

	private static boolean isDocument(Path file) {
		return Files.isRegularFile(file) && file.toString().toLowerCase(Locale.ROOT).endsWith(".txt");
	}

	private int importAll(List<Path> documents) {
		Map<String, Integer> counts = new TreeMap<>();
		Instant told = this.clock.instant();
		int done = 0;
		for (Path document : documents) {
			Outcome outcome = this.importer.importFile(document);
			print(document, outcome);
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

	private void print(Path document, Outcome outcome) {
		this.out.printf("%-9s %s%n", outcome.word(), document);
		for (Problem problem : outcome.problems()) {
			this.out.printf("  %-8s %s%n", (problem.severity() == Severity.ERROR) ? "error" : "warning", problem);
		}
	}

}
