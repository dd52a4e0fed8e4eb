package dev.marquee.ingest;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.marquee.ingest.problem.UntrustedText;

/**
 * The command {@code import PATH…}: imports files, folders and standard input, and prints
 * the outcome of each listing.
 */
public class ImportCommand {

	/** Recorded as the actor of changes. */
	static final String ACTOR = "import command";

	private static final String STANDARD_INPUT = "-";

	private static final int EXIT_REJECTED = 1;

	private static final int EXIT_USAGE = 2;

	private final ListingImporter importer;

	private final Clock clock;

	private final InputStream in;

	private final PrintStream out;

	private final PrintStream err;

	public ImportCommand(ListingImporter importer, Clock clock, InputStream in, PrintStream out, PrintStream err) {
		this.importer = importer;
		this.clock = clock;
		this.in = in;
		this.out = out;
		this.err = err;
	}

	/**
	 * Imports the files and folders; {@code -} is standard input.
	 * @return the exit status: 0, 1 if a document or a listing was rejected, or 2 if a
	 * path is missing or invalid
	 */
	public int run(List<String> paths) {
		List<Path> roots = new ArrayList<>();
		try {
			paths.stream().filter((path) -> !path.equals(STANDARD_INPUT)).map(Path::of).forEach(roots::add);
		}
		catch (InvalidPathException ex) {
			this.err.println("Invalid path: " + UntrustedText.quote(ex.getInput()));
			return EXIT_USAGE;
		}
		List<Path> missing = roots.stream().filter(Files::notExists).toList();
		missing.forEach((path) -> this.err.println("No such file or folder: " + UntrustedText.escape(path.toString())));
		if (paths.isEmpty()) {
			this.err.println("Usage: import PATH... (documents, or folders of documents; - for standard input)");
		}
		if (paths.isEmpty() || !missing.isEmpty()) {
			return EXIT_USAGE;
		}
		ImportReport report = new ImportReport(this.clock, this.out, this.err);
		FileImport files = new FileImport(this.importer, report);
		if (paths.contains(STANDARD_INPUT)) {
			files.importStream(this.in, "standard input");
		}
		files.importAll(DocumentFiles.find(roots));
		report.printTotals();
		return report.hasRejections() ? EXIT_REJECTED : 0;
	}

}
