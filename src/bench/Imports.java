import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import database.Database;
import ingest.DocumentFolder;
import ingest.ImportRun;
import peer.JavaCommand;

/**
 * Measures the command {@code import}: new files, unchanged ones, and documents with thousands of events, each in a process
 * of its own. Prints a table.
 */
class Imports {

	/** The options of Java that operating.md recommends; others can be given, separated by commas. */
	private static final List<String> OPTIONS = List
		.of(System.getProperty("options", "-Xmx512m,-XX:TieredStopAtLevel=1").split(","));

	private final Path folder;

	private final Database database;

	private Imports(Path folder, Database database) {
		this.folder = folder;
		this.database = database;
	}

	public static void main(String[] arguments) throws Exception {
		Settings.load();
		System.getProperties().putIfAbsent("sharedBuffers", "1GB");
		JavaCommand.compileSources();
		Path folder = Files.createTempDirectory("imports");
		try (Database database = Database.start(Database.dataset(Settings.events(1000)), Map.of())) {
			new Imports(folder, database).run();
		}
		finally {
			delete(folder);
		}
	}

	private void run() throws Exception {
		int files = Integer.getInteger("files", 10_000);
		int listings = Integer.getInteger("listings", 10_000);
		Path documents = this.folder.resolve("documents");
		DocumentFolder.writeFiles(documents, files);
		Path collection = this.folder.resolve("collection.json");
		DocumentFolder.writeCollection(collection, 10_000_000, listings);
		Path calendar = this.folder.resolve("calendar.ics");
		DocumentFolder.writeCalendar(calendar, 20_000_000, listings);
		this.database.execute("truncate event, venue, organizer, category, imported_document cascade");
		System.out.printf("| documents | listings | listings a second | CPU of application + PostgreSQL, ms per listing"
				+ " | memory of the process, MB | |%n|---|---|---|---|---|---|%n");
		print("new files", documents);
		print("the same, unchanged", documents);
		print("one new JSON-LD document", collection);
		print("the same, unchanged", collection);
		Files.writeString(collection, Files.readString(collection).replaceFirst("Lamp walk", "Long lamp walk"));
		print("the same with one change", collection);
		Files.writeString(collection, Files.readString(collection).replace("Lamp walk", "Longest lamp walk"));
		print("the same, all changed", collection);
		print("one new calendar", calendar);
		print("the same, unchanged", calendar);
	}

	private void print(String title, Path path) throws IOException, InterruptedException {
		ImportRun run = ImportRun.of(this.database, OPTIONS, path);
		System.out.printf("| %s | %s | %s |%n", title, run.row(), run.summary());
	}

	private static void delete(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}

}
