package dev.marquee.ingest.problem;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.marquee.ingest.problem.DocumentProblem.Severity;

/**
 * The problems found in one document so far.
 */
public class DocumentProblems {

	private static final int MAX_WARNINGS = 100;

	private final List<DocumentProblem> problems = new ArrayList<>();

	private final Set<String> reportedCodes = new HashSet<>();

	private int errors;

	private int warnings;

	public void error(DocumentLocation documentLocation, String code, String message) {
		this.errors++;
		this.problems.add(new DocumentProblem(Severity.ERROR, code, documentLocation.section(), documentLocation.line(),
				message));
	}

	/**
	 * Beyond the hundredth, a warning is only counted: a hostile document must not fill
	 * the memory with them.
	 */
	public void warn(DocumentLocation documentLocation, String code, String message) {
		this.warnings++;
		if (this.warnings <= MAX_WARNINGS) {
			this.problems.add(new DocumentProblem(Severity.WARNING, code, documentLocation.section(),
					documentLocation.line(), message));
		}
	}

	/**
	 * Warns of what is told only once a document.
	 */
	public void warnOnce(DocumentLocation documentLocation, String code, String message) {
		if (this.reportedCodes.add(code)) {
			warn(documentLocation, code, message);
		}
	}

	public boolean hasErrors() {
		return this.errors > 0;
	}

	public List<DocumentProblem> toList() {
		List<DocumentProblem> all = new ArrayList<>(this.problems);
		if (this.warnings > MAX_WARNINGS) {
			all.add(new DocumentProblem(Severity.WARNING, "more_warnings", DocumentLocation.DOCUMENT.section(), 1,
					(this.warnings - MAX_WARNINGS) + " more warnings are not shown"));
		}
		return List.copyOf(all);
	}

}
