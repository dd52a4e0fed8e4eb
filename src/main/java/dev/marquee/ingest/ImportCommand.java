package dev.marquee.ingest;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

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

	private static final int EXIT_INTERRUPTED = 130;

	private final ListingImporter importer;

	private final Clock clock;

	private final InputStream in;

	private final PrintStream out;

	private final PrintStream err;

	private final BooleanSupplier isInterrupted;

	/**
	 * The command.
	 * @param isInterrupted whether to end after the listings that are being written
	 */
	public ImportCommand(ListingImporter importer, Clock clock, InputStream in, PrintStream out, PrintStream err,
			BooleanSupplier isInterrupted) {
		this.importer = importer;
		this.clock = clock;
		this.isInterrupted = isInterrupted;
		this.in = in;
		this.out = out;
		this.err = err;
	}

	/**
	 * Imports the files and folders; {@code -} is standard input.
	 * @return the exit status: 0, 1 if a document or a listing was rejected, 2 if a path
	 * is missing or invalid, or 130 if the import was interrupted
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
		FileImport files = new FileImport(this.importer, report, this.isInterrupted);
		try {
			if (paths.contains(STANDARD_INPUT)) {
				files.importStream(this.in, "standard input");
			}
			files.importAll(DocumentFiles.find(roots));
		}
		catch (FileImport.InterruptedImportException ex) {
			report.printTotals();
			this.err
				.println("Interrupted. Every listing above is stored: run the same command again to import the rest.");
			return EXIT_INTERRUPTED;
		}
		report.printTotals();
		return report.hasRejections() ? EXIT_REJECTED : 0;
	}

}
