package dev.marquee.changefeed;

import java.io.PrintStream;
import java.util.List;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The command {@code log}, which begins a new generation of the change log after a copy
 * of the database's files was put back. Nothing in such a copy shows that it is one.
 */
public class ChangeLogCommand {

	private static final int EXIT_USAGE = 2;

	private final ChangeLog log;

	private final PrintStream out;

	private final PrintStream err;

	public ChangeLogCommand(JdbcTemplate jdbc, PrintStream out, PrintStream err) {
		this.log = new ChangeLog(jdbc);
		this.out = out;
		this.err = err;
	}

	/**
	 * Runs the command with the arguments after {@code log}.
	 * @return the exit status: 0 for success, 2 for invalid arguments
	 */
	public int run(List<String> arguments) {
		if (!arguments.equals(List.of("renew"))) {
			this.err.println("Usage: log renew");
			return EXIT_USAGE;
		}
		this.out.println("Generation " + this.log.renewGeneration()
				+ " of the change log has begun. Cursors from before have expired: clients load their data again.");
		return 0;
	}

}
