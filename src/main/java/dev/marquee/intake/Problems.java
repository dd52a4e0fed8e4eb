package dev.marquee.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.marquee.intake.Problem.Severity;

/**
 * The problems found in one document so far.
 */
class Problems {

	private static final int MOST_WARNINGS = 100;

	private final List<Problem> problems = new ArrayList<>();

	private final Set<String> toldOnce = new HashSet<>();

	private int errors;

	private int warnings;

	void error(Where where, String code, String message) {
		this.errors++;
		this.problems.add(new Problem(Severity.ERROR, code, where.section(), where.line(), message));
	}

	/**
	 * Beyond the hundredth, a warning is only counted: a hostile document must not fill
	 * the memory with them.
	 */
	void warn(Where where, String code, String message) {
		this.warnings++;
		if (this.warnings <= MOST_WARNINGS) {
			this.problems.add(new Problem(Severity.WARNING, code, where.section(), where.line(), message));
		}
	}

	/**
	 * Warns of what is told only once a document.
	 */
	void warnOnce(Where where, String code, String message) {
		if (this.toldOnce.add(code)) {
			warn(where, code, message);
		}
	}

	boolean areFatal() {
		return this.errors > 0;
	}

	List<Problem> toList() {
		List<Problem> all = new ArrayList<>(this.problems);
		if (this.warnings > MOST_WARNINGS) {
			all.add(new Problem(Severity.WARNING, "more_warnings", Where.DOCUMENT.section(), 1,
					(this.warnings - MOST_WARNINGS) + " more warnings are not shown"));
		}
		return List.copyOf(all);
	}

}
