package explain;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tools.jackson.databind.json.JsonMapper;

/**
 * The PostgreSQL log to which auto_explain writes the executed plan of each statement.
 */
public final class AutoExplainLog {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final Pattern ENTRY = Pattern.compile("duration: ([\\d.]+) ms  plan:\n(.*)", Pattern.DOTALL);

	private static final Pattern TREE = Pattern.compile("(?m)^\\S.*\\((?:cost|actual|never).*");

	private static final long MAX_WAIT_MILLIS = 3_000;

	private final Path directory;

	private long position;

	public AutoExplainLog(Path directory) {
		this.directory = directory;
	}

	/**
	 * The PostgreSQL settings that this log requires. Nothing is logged until {@code auto_explain.log_min_duration} is set;
	 * set it later, because a setting on the command line cannot be changed by {@code alter system}.
	 */
	public static Map<String, String> settings(Path directory) {
		return Map.ofEntries(Map.entry("session_preload_libraries", "auto_explain"),
				Map.entry("auto_explain.log_analyze", "on"),
				Map.entry("auto_explain.log_buffers", "on"), Map.entry("auto_explain.log_nested_statements", "on"),
				Map.entry("logging_collector", "on"), Map.entry("log_destination", "jsonlog"),
				Map.entry("log_directory", directory.toAbsolutePath().toString()),
				Map.entry("log_filename", "postgresql.log"), Map.entry("log_rotation_size", "0"),
				Map.entry("log_rotation_age", "0"), Map.entry("log_truncate_on_rotation", "on"));
	}

	private Path file() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.filter((file) -> file.toString().endsWith(".json")).findFirst().orElseThrow();
		}
	}

	/** Skips the entries so far. */
	public void skip() throws IOException {
		this.position = Files.size(file());
	}

	/** Returns the plans written since the last call; waits for them, because PostgreSQL's log collector writes late. */
	public List<StatementPlan> read() throws IOException, InterruptedException {
		List<StatementPlan> plans = new ArrayList<>();
		long size = -1;
		for (long waited = 0; waited < MAX_WAIT_MILLIS && (plans.isEmpty() || size != Files.size(file())); waited += 150) {
			Thread.sleep(150);
			size = Files.size(file());
			plans.addAll(readNew());
		}
		return plans;
	}

	private List<StatementPlan> readNew() throws IOException {
		try (RandomAccessFile log = new RandomAccessFile(file().toFile(), "r")) {
			log.seek(this.position);
			byte[] bytes = new byte[(int) (log.length() - this.position)];
			log.readFully(bytes);
			String text = new String(bytes, StandardCharsets.UTF_8);
			String completeLines = text.substring(0, text.lastIndexOf('\n') + 1);
			this.position += completeLines.getBytes(StandardCharsets.UTF_8).length;
			return completeLines.lines().map(AutoExplainLog::plan).flatMap(Stream::ofNullable).toList();
		}
	}

	private static StatementPlan plan(String line) {
		String message = JSON.readTree(line).path("message").asString("");
		Matcher entry = ENTRY.matcher(message);
		if (!entry.matches()) {
			return null;
		}
		Matcher tree = TREE.matcher(entry.group(2));
		return tree.find() ? new StatementPlan(Double.parseDouble(entry.group(1)), entry.group(2).substring(tree.start())) : null;
	}

}
