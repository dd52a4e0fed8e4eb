package dev.marquee.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Passes the log of the embedded PostgreSQL on to the logger {@code postgres}. Errors of
 * single statements have the level {@code DEBUG}, since Marquee handles and reports them.
 */
final class PostgresLog {

	/**
	 * PostgreSQL's {@code log_line_prefix}: the SQLSTATE of the message.
	 */
	static final String LINE_PREFIX = "%e:";

	private static final Logger LOG = LoggerFactory.getLogger("postgres");

	private static final Pattern LINE = Pattern.compile("(?:([0-9A-Z]{5}):)?(\\p{Upper}+)\\d?: +(.*)");

	/** Severities that add to the message before them. */
	private static final Set<String> ADDITIONS = Set.of("DETAIL", "HINT", "CONTEXT", "QUERY", "STATEMENT", "LOCATION");

	/** Insufficient resources, system errors, internal errors and damaged data. */
	private static final Pattern SERVER_PROBLEM = Pattern.compile("(53|58|XX|F0).*");

	/**
	 * PostgreSQL starts or stops: it refuses and ends connections.
	 */
	private static final Pattern START_OR_STOP = Pattern.compile("57P0[123]");

	private Level level = Level.INFO;

	private volatile @Nullable String lastFailure;

	/** Logs each line until the end of the stream. */
	void copy(InputStream stream) {
		this.lastFailure = null;
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				log(line);
			}
		}
		catch (IOException ex) {
			LOG.debug("The log ended", ex);
		}
	}

	/**
	 * The last message of this stream for which PostgreSQL may have ended. Before it
	 * reads its configuration, its messages have no severity.
	 */
	@Nullable String lastFailure() {
		return this.lastFailure;
	}

	private void log(String line) {
		Matcher matcher = LINE.matcher(line);
		if (!matcher.matches()) {
			LOG.atLevel(this.level).log(line.strip());
			this.lastFailure = (this.lastFailure != null) ? this.lastFailure : line.strip();
			return;
		}
		String severity = matcher.group(2);
		String text = matcher.group(3);
		if (ADDITIONS.contains(severity)) {
			LOG.atLevel(this.level).log(severity + ": " + text);
			return;
		}
		this.level = level(severity, (matcher.group(1) != null) ? matcher.group(1) : "");
		if (severity.equals("PANIC") || severity.equals("FATAL")) {
			this.lastFailure = text;
		}
		LOG.atLevel(this.level).log(text);
	}

	private static Level level(String severity, String state) {
		return switch (severity) {
			case "PANIC" -> Level.ERROR;
			case "FATAL" -> START_OR_STOP.matcher(state).matches() ? Level.DEBUG : Level.WARN;
			case "ERROR" -> SERVER_PROBLEM.matcher(state).matches() ? Level.WARN : Level.DEBUG;
			case "WARNING" -> Level.WARN;
			case "LOG" -> Level.INFO;
			default -> Level.DEBUG;
		};
	}

}
