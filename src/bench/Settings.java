import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import questions.Question;

/**
 * What can be set by -D on the command line, Maven's or Java's.
 */
final class Settings {

	private static final Pattern OPTION = Pattern.compile("-D([\\w.]+)=(\\S+)");

	private static final int USUAL_EVENTS = 100_000;

	private static final String ALL_PEERS = "limit,marquee-uncached,marquee,postgraphile,guides";

	private Settings() {
	}

	/** Maven keeps what it was given to itself, but tells its command line to the programs that it starts. */
	static void read() {
		String line = System.getenv().getOrDefault("MAVEN_CMD_LINE_ARGS", "");
		for (MatchResult option : OPTION.matcher(line).results().toList()) {
			System.getProperties().putIfAbsent(option.group(1), option.group(2));
		}
		((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
	}

	static int events(int otherwise) {
		return number("events", otherwise);
	}

	static int events() {
		return events(USUAL_EVENTS);
	}

	/** The sizes whose databases are compared. */
	static List<Integer> sizes() {
		return list("sizes", "100000,1000000").stream().map(Integer::valueOf).toList();
	}

	static int rounds() {
		return rounds(5);
	}

	static int rounds(int otherwise) {
		return number("rounds", otherwise);
	}

	/** Of each window in which as much is asked as goes. */
	static int seconds() {
		return seconds(4);
	}

	static int seconds(int otherwise) {
		return number("seconds", otherwise);
	}

	static int latencySeconds() {
		return number("latencySeconds", 6);
	}

	static int warmUp() {
		return number("warmUp", 60);
	}

	/** Different requests of a question; a multiple of twenty, so that the mixture comes out even. */
	static int variants() {
		return Math.max(20, number("variants", 2_000) / 20 * 20);
	}

	static int connections() {
		return number("connections", 8);
	}

	/** How many subscribers at once, one number after the other. */
	static List<Integer> subscribers() {
		return list("subscribers", "1000,10000").stream().map(Integer::valueOf).toList();
	}

	/** How many changes are made one by one. */
	static int changes() {
		return number("changes", 25);
	}

	/** How many changes are under way while as many are made as go. */
	static int changesAtOnce() {
		return number("changesAtOnce", 4);
	}

	/** What Java is told that runs Marquee, separated by commas; nothing, as by default, means what it does by itself. */
	static List<String> java() {
		return list("java", "").stream().filter((option) -> !option.isEmpty()).toList();
	}

	/** With more events than usual it is about Marquee's growth. */
	static List<String> peers() {
		return list("peers", (events() > USUAL_EVENTS) ? "marquee-uncached,marquee" : ALL_PEERS);
	}

	/** All but those that are only about {@link Growth}. */
	static List<Question> questions() {
		return questions(EnumSet.complementOf(EnumSet.of(Question.PAGE_1)));
	}

	static List<Question> questions(Set<Question> otherwise) {
		String usual = String.join(",", otherwise.stream().map(Question::file).toList());
		return list("questions", usual).stream().map(Question::named).toList();
	}

	static List<String> peers(String otherwise) {
		return list("peers", otherwise);
	}

	private static int number(String name, int otherwise) {
		return Integer.parseInt(System.getProperty(name, String.valueOf(otherwise)).replace("_", "").replace(",", ""));
	}

	private static List<String> list(String name, String otherwise) {
		return List.of(System.getProperty(name, otherwise).split(","));
	}

}
