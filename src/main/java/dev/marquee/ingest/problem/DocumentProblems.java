package dev.marquee.ingest.problem;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.marquee.ingest.problem.DocumentProblem.Severity;

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
		this.errors++;
		this.problems.add(new DocumentProblem(Severity.ERROR, code, location.section(), location.line(), message));
	}

	/**
	 * Adds a warning. After {@value #MAX_WARNINGS} warnings only their number is kept, so
	 * that a hostile document cannot exhaust the memory.
	 */
	public void warn(DocumentLocation location, String code, String message) {
		this.warnings++;
		if (this.warnings <= MAX_WARNINGS) {
			this.problems
				.add(new DocumentProblem(Severity.WARNING, code, location.section(), location.line(), message));
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
