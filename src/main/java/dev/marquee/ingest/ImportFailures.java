package dev.marquee.ingest;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.marquee.ingest.ImportOutcome.Rejected;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.DocumentProblem.Severity;
import dev.marquee.ingest.problem.UntrustedText;

/**
 * What failures of an import mean for its listings.
 */
final class ImportFailures {

	private ImportFailures() {
	}

	static ImportOutcome unreadable(IOException ex) {
		return rejected(List.of(), "unreadable",
				"The document cannot be read: " + UntrustedText.abbreviate(ex.toString(), 200));
	}

	/**
	 * Decides by SQLSTATE: class 08 (connection exception) or 57P (server shutdown).
	 * Spring's exception types do not suffice, since it translates some rejected rows
	 * into {@code DataAccessResourceFailureException} too.
	 */
	static boolean isConnectionLost(Throwable cause) {
		if (!(cause instanceof SQLException failure)) {
			return cause instanceof IOException;
		}
		String state = Objects.toString(failure.getSQLState(), "08");
		return state.startsWith("08") || state.startsWith("57P");
	}

	static Rejected rejected(List<DocumentProblem> problems, String code, String message) {
		List<DocumentProblem> all = new ArrayList<>(problems);
		all.add(new DocumentProblem(Severity.ERROR, code, DocumentLocation.DOCUMENT.section(), 1, message));
		return new Rejected(List.copyOf(all));
	}

}
