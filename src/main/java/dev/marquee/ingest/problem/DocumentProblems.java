package dev.marquee.ingest.problem;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.marquee.ingest.problem.DocumentProblem.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Collects the problems of one document.
 */
public class DocumentProblems {

	private static final int MAX_WARNINGS = 100;

	private final List<DocumentProblem> problems = new ArrayList<>();

	private final Set<String> reportedCodes = new HashSet<>();

	private int errors;

	private int warnings;

	public void error(DocumentLocation location, String code, String message) {
		error(location, code, message, null);
	}

	/**
	 * Adds an error.
	 * @param value the value in the document; null if there is none
	 */
	public void error(DocumentLocation location, String code, String message, @Nullable String value) {
		this.errors++;
		this.problems.add(DocumentProblem.at(location, Severity.ERROR, code, message, value));
	}

	/** Says what the reader did with a document that needed no repair. */
	public void notice(DocumentLocation location, String code, String message) {
		this.problems.add(DocumentProblem.at(location, Severity.NOTICE, code, message, null));
	}

	public void warn(DocumentLocation location, String code, String message) {
		warn(location, code, message, null);
	}

	/**
	 * Adds a warning. After {@value #MAX_WARNINGS} warnings only their number is kept, so
	 * that a hostile document cannot exhaust the memory.
	 * @param value the value in the document; null if there is none
	 */
	public void warn(DocumentLocation location, String code, String message, @Nullable String value) {
		this.warnings++;
		if (this.warnings <= MAX_WARNINGS) {
			this.problems.add(DocumentProblem.at(location, Severity.WARNING, code, message, value));
		}
	}

	/**
	 * Adds a warning unless the document has one with this code.
	 */
	public void warnOnce(DocumentLocation location, String code, String message) {
		if (this.reportedCodes.add(code)) {
			warn(location, code, message);
		}
	}

	/** Adds the problems of another collector. */
	public void addAll(DocumentProblems other) {
		this.problems.addAll(other.problems);
		this.errors += other.errors;
		this.warnings += other.warnings;
	}

	public boolean hasErrors() {
		return this.errors > 0;
	}

	public List<DocumentProblem> toList() {
		List<DocumentProblem> all = new ArrayList<>(this.problems);
		if (this.warnings > MAX_WARNINGS) {
			all.add(new DocumentProblem(Severity.WARNING, "more_warnings", DocumentLocation.DOCUMENT.section(), 1,
					(this.warnings - MAX_WARNINGS) + " more warnings were omitted."));
		}
		return List.copyOf(all);
	}

}
