package dev.marquee.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.marquee.db.Tables.LISTING_SOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

class ImportCommandTests {

	private static final String COMPLETE = ListingFixtures.COMPLETE;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	/** Advances by one second with each read. */
	private final AtomicReference<Instant> now = new AtomicReference<>(ListingImporterTests.NOW);

	private final Clock clock = ticking(() -> this.now.getAndUpdate((instant) -> instant.plus(Duration.ofSeconds(1))));

	private final ImportCommand command = new ImportCommand(ListingImporterTests.importer(this.clock), this.clock,
			new ByteArrayInputStream(COMPLETE.getBytes(StandardCharsets.UTF_8)),
			new PrintStream(this.out, true, StandardCharsets.UTF_8),
			new PrintStream(this.err, true, StandardCharsets.UTF_8), () -> false);

	@TempDir
	private Path folder;

	@BeforeEach
	void clear() {
		TestDatabase.clear();
	}

	@Test
	void outcomePerDocumentAndTotalsArePrinted() throws IOException {
		Files.createDirectories(this.folder.resolve("more"));
		Path good = Files.writeString(this.folder.resolve("more/good.txt"), COMPLETE);
		Path swapped = Files.writeString(this.folder.resolve("swapped.txt"),
				COMPLETE.replace("200029", "200030")
					.replace("- **lat**: 37.79088", "- **lat**: -122.39253")
					.replace("- **long**: -122.39253", "- **long**: 37.79088"));
		Path bad = Files.writeString(this.folder.resolve("bad.txt"), "# Event Details\n");
		Files.writeString(this.folder.resolve("readme.md"), "not a listing");

		assertThat(this.command.run(List.of(this.folder.toString()))).isEqualTo(1);
		assertThat(lines(this.out)).containsExactly("rejected  " + bad,
				"  error    Event Details, line 1: The name is required: set `Event Name` or the JSON-LD `name`. [name_missing]",
				"  error    Event Details, line 1: The start is required: set `Event Start and End Date` or the JSON-LD `startDate`. [start_missing]",
				"created   " + good, "created   " + swapped,
				"  warning  Event venue details, line 34: Latitude and longitude were swapped and have been corrected. [coordinates_swapped]",
				"imported: 2 created, 0 updated, 0 unchanged, 1 rejected");
	}

	@Test
	void auditLogNamesTheCommandAsActor() throws IOException {
		Files.writeString(this.folder.resolve("good.txt"), COMPLETE);
		assertThat(this.command.run(List.of(this.folder.toString()))).isZero();
		var dsl = TestDatabase.dsl();
		assertThat(dsl.fetchValue("select actor from change where event_id = (select id from event)"))
			.isEqualTo(ImportCommand.ACTOR);
		assertThat(dsl.fetchValue("select actor from audit where row_id = (select id from venue)"))
			.isEqualTo(ImportCommand.ACTOR);
	}

	@Test
	void exitCodeIsZeroWithoutRejections() throws IOException {
		Path file = Files.writeString(this.folder.resolve("good.txt"), COMPLETE);
		assertThat(this.command.run(List.of(file.toString()))).isZero();
		assertThat(this.command.run(List.of(file.toString()))).isZero();
		assertThat(lines(this.out)).endsWith("unchanged " + file,
				"imported: 0 created, 0 updated, 1 unchanged, 0 rejected");
	}

	@Test
	void hugeFileIsRejectedAndOthersAreImported() throws IOException {
		try (RandomAccessFile huge = new RandomAccessFile(this.folder.resolve("a.txt").toFile(), "rw")) {
			huge.setLength(50L * 1024 * 1024);
		}
		Files.writeString(this.folder.resolve("b.txt"), COMPLETE);
		assertThat(this.command.run(List.of(this.folder.toString()))).isEqualTo(1);
		assertThat(lines(this.out)).last().isEqualTo("imported: 1 created, 0 updated, 0 unchanged, 1 rejected");
		assertThat(this.out.toString(StandardCharsets.UTF_8)).contains("too_large");
	}

	@Test
	void progressIsPrintedPeriodically() throws IOException {
		for (int number = 0; number < 6; number++) {
			Files.writeString(this.folder.resolve(number + ".txt"), "nothing");
		}
		this.command.run(List.of(this.folder.toString()));
		assertThat(lines(this.err)).isNotEmpty()
			.allMatch((line) -> line.matches("[0-5] of 6 documents, [1-6] listings \\.\\.\\."));
	}

	@Test
	void filesWithTheSameNameAreDifferentDocuments() throws IOException {
		String document = "# Event Details\n- **Event Name**: X\n- **Event Start and End Date**: Fri, 20 Feb, 2026\n";
		List<Path> files = List.of(this.folder.resolve("x/listing.txt"), this.folder.resolve("y/listing.txt"));
		for (Path file : files) {
			Files.createDirectories(file.getParent());
			Files.writeString(file, document + "- **Event Categories**: " + file.getParent().getFileName() + '\n');
		}
		this.command.run(List.of(this.folder.toString()));
		assertThat(lines(this.out)).last().asString().startsWith("imported: 2 created, 0 updated");
		assertThat(TestDatabase.dsl().selectFrom(LISTING_SOURCE).fetch(LISTING_SOURCE.SOURCE_ID))
			.containsExactlyInAnyOrder("x/listing.txt", "y/listing.txt");

		this.command.run(files.stream().map(Path::toString).toList());
		assertThat(lines(this.out)).last().asString().startsWith("imported: 2 created, 0 updated");
		this.command.run(List.of(files.getFirst().toString(), files.getFirst().toString()));
		assertThat(lines(this.out)).last().asString().startsWith("imported: 1 created, 0 updated, 1 unchanged");
	}

	@Test
	void unreadableFolderIsRejectedAndOthersAreImported() throws IOException {
		Path closed = Files.createDirectories(this.folder.resolve("closed"));
		Files.writeString(this.folder.resolve("good.txt"), COMPLETE);
		Files.setPosixFilePermissions(closed, Set.of());
		try {
			assumeFalse(Files.isReadable(closed), "root can read every folder");
			assertThat(this.command.run(List.of(this.folder.toString()))).isEqualTo(1);
			assertThat(lines(this.out)).contains("rejected  " + closed)
				.last()
				.isEqualTo("imported: 1 created, 0 updated, 0 unchanged, 1 rejected");
		}
		finally {
			Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
		}
	}

	@Test
	void linkOutOfTheFolderIsRejected(@TempDir Path elsewhere) throws IOException {
		Path secret = Files.writeString(elsewhere.resolve("secret.txt"), COMPLETE);
		Path inner = Files.createDirectories(this.folder.resolve("inner"));
		Files.createSymbolicLink(this.folder.resolve("absolute.txt"), secret);
		Files.createSymbolicLink(inner.resolve("relative.txt"), inner.relativize(secret));
		Files.createSymbolicLink(inner.resolve("indirect.txt"), this.folder.resolve("absolute.txt"));
		Files.createSymbolicLink(this.folder.resolve("folder"), elsewhere);
		assertThat(this.command.run(List.of(this.folder.toString()))).isEqualTo(1);
		assertThat(lines(this.out)).filteredOn((line) -> line.startsWith("rejected")).hasSize(3);
		assertThat(lines(this.out)).filteredOn((line) -> line.contains("leads out of the folder")).hasSize(3);
		assertThat(lines(this.out)).last().isEqualTo("imported: 0 created, 0 updated, 0 unchanged, 3 rejected");
	}

	@Test
	void linkWithinTheFolderIsFollowed() throws IOException {
		Path hidden = Files.writeString(this.folder.resolve("listing.data"), COMPLETE);
		Files.createSymbolicLink(this.folder.resolve("listing.txt"), hidden);
		assertThat(this.command.run(List.of(this.folder.toString()))).isZero();
		assertThat(lines(this.out)).last().isEqualTo("imported: 1 created, 0 updated, 0 unchanged, 0 rejected");
	}

	@Test
	void namedLinkIsFollowed(@TempDir Path elsewhere) throws IOException {
		Files.writeString(this.folder.resolve("listing.txt"), COMPLETE);
		Path link = Files.createSymbolicLink(elsewhere.resolve("link"), this.folder);
		assertThat(this.command.run(List.of(link.toString()))).isZero();
		Path file = Files.createSymbolicLink(elsewhere.resolve("file.txt"), this.folder.resolve("listing.txt"));
		assertThat(this.command.run(List.of(file.toString()))).isZero();
		assertThat(lines(this.out)).filteredOn((line) -> line.startsWith("imported"))
			.containsExactly("imported: 1 created, 0 updated, 0 unchanged, 0 rejected",
					"imported: 0 created, 0 updated, 1 unchanged, 0 rejected");
	}

	@Test
	void failedVisitIsCollectedAndTheWalkContinues() throws IOException {
		Path file = Files.writeString(this.folder.resolve("good.txt"), COMPLETE);
		DocumentFiles.DocumentFileVisitor visitor = new DocumentFiles.DocumentFileVisitor(this.folder,
				new ArrayList<>());
		assertThat(visitor.visitFileFailed(file, new IOException("closed"))).isEqualTo(FileVisitResult.CONTINUE);
		assertThat(visitor.found()).singleElement().satisfies((document) -> {
			assertThat(document.name()).isEqualTo("good.txt");
			assertThat(document.failure()).hasMessage("closed");
		});
	}

	@Test
	void invalidPathExitsWithUsageError() {
		assertThat(this.command.run(List.of("a\0b"))).isEqualTo(2);
		assertThat(lines(this.err)).containsExactly("Invalid path: \"a\\u0000b\"");
	}

	@Test
	void fileNamesAreEscapedInOutput() throws IOException {
		Files.writeString(this.folder.resolve("a\nimported: 9 created\u001B[2J.txt"), "nothing");
		this.command.run(List.of(this.folder.toString()));
		assertThat(lines(this.out)).first().asString().endsWith("a\\u000Aimported: 9 created\\u001B[2J.txt");
	}

	@Test
	void standardInputIsADocument() {
		assertThat(this.command.run(List.of("-"))).isZero();
		assertThat(lines(this.out)).containsExactly("created   standard input",
				"imported: 1 created, 0 updated, 0 unchanged, 0 rejected");
	}

	@Test
	void documentsOfSeveralFormatsAreImported() throws IOException {
		Files.writeString(this.folder.resolve("a.jsonld"), "[" + event(1) + "," + event(2) + "]");
		Files.writeString(this.folder.resolve("b.html"),
				"<script type='application/ld+json'>" + event(3) + "</script>");
		Files.writeString(this.folder.resolve("c.txt"), COMPLETE);
		assertThat(this.command.run(List.of(this.folder.toString()))).isZero();
		assertThat(lines(this.out)).filteredOn((line) -> line.startsWith("created"))
			.containsExactly("created   " + this.folder.resolve("a.jsonld") + " \"Event 1\"",
					"created   " + this.folder.resolve("a.jsonld") + " \"Event 2\"",
					"created   " + this.folder.resolve("b.html"), "created   " + this.folder.resolve("c.txt"));
		this.out.reset();
		assertThat(this.command.run(List.of(this.folder.toString()))).isZero();
		assertThat(lines(this.out)).last().isEqualTo("imported: 0 created, 0 updated, 4 unchanged, 0 rejected");
	}

	@Test
	void interruptedImportEndsAfterTheListingsThatItWritesAndContinuesThere() throws IOException {
		for (int number = 0; number < 10; number++) {
			Files.writeString(this.folder.resolve(number + ".jsonld"), event(number));
		}
		Path collection = Files.writeString(this.folder.resolve("a.json"), events(10, 190));
		assertThat(interruptedAfter(100).run(List.of(this.folder.toString()))).isEqualTo(130);
		int stored = TestDatabase.dsl().fetchCount(LISTING_SOURCE);
		assertThat(stored).isEqualTo(ListingBatch.MAX_LISTINGS);
		assertThat(lines(this.out)).filteredOn((line) -> line.startsWith("created")).hasSize(stored);
		assertThat(lines(this.out)).last()
			.isEqualTo("imported: " + stored + " created, 0 updated, 0 unchanged, 0 rejected");
		assertThat(lines(this.err)).last()
			.isEqualTo("Interrupted. Every listing above is stored: run the same command again to import the rest.");

		this.out.reset();
		assertThat(interruptedAfter(140).run(List.of(this.folder.toString()))).isEqualTo(130);
		assertThat(TestDatabase.dsl().fetchCount(LISTING_SOURCE)).isGreaterThan(stored).isLessThan(200);
		assertThat(lines(this.out)).filteredOn((line) -> line.startsWith("unchanged")).hasSize(stored);

		this.out.reset();
		assertThat(this.command.run(List.of(this.folder.toString()))).isZero();
		assertThat(TestDatabase.dsl().fetchCount(LISTING_SOURCE)).isEqualTo(200);
		assertThat(lines(this.out)).contains("created   " + collection + " \"Event 199\"");
		this.out.reset();
		assertThat(this.command.run(List.of(this.folder.toString()))).isZero();
		assertThat(lines(this.out)).last().isEqualTo("imported: 0 created, 0 updated, 200 unchanged, 0 rejected");
	}

	@Test
	void interruptionBeforeTheFirstListingsAreWrittenStoresNone() throws IOException {
		Files.writeString(this.folder.resolve("a.json"), events(0, 20));
		assertThat(interruptedAfter(5).run(List.of(this.folder.toString()))).isEqualTo(130);
		assertThat(lines(this.out)).containsExactly("imported: 0 created, 0 updated, 0 unchanged, 0 rejected");
		assertThat(TestDatabase.dsl().fetchCount(LISTING_SOURCE)).isZero();
	}

	private ImportCommand interruptedAfter(int checks) {
		AtomicInteger remaining = new AtomicInteger(checks);
		return new ImportCommand(ListingImporterTests.importer(this.clock), this.clock, InputStream.nullInputStream(),
				new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8), () -> remaining.decrementAndGet() <= 0);
	}

	private static String events(int first, int count) {
		return IntStream.range(first, first + count)
			.mapToObj(ImportCommandTests::event)
			.collect(Collectors.joining(",", "[", "]"));
	}

	@Test
	void failedImportContinuesWhereItEnded() throws IOException {
		Path file = Files.writeString(this.folder.resolve("events.json"), events(0, 200));
		OutputStream failing = new OutputStream() {

			private int lines;

			@Override
			public void write(int character) {
				this.lines += (character == '\n') ? 1 : 0;
				if (this.lines == 5) {
					throw new IllegalStateException("interrupted");
				}
			}

		};
		ImportCommand interrupted = new ImportCommand(ListingImporterTests.importer(this.clock), this.clock,
				InputStream.nullInputStream(), new PrintStream(failing, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8), () -> false);
		assertThatIllegalStateException().isThrownBy(() -> interrupted.run(List.of(file.toString())));
		int imported = TestDatabase.dsl().fetchCount(LISTING_SOURCE);
		assertThat(imported).isBetween(5, 199);
		assertThat(this.command.run(List.of(file.toString()))).isZero();
		assertThat(lines(this.out)).last()
			.isEqualTo("imported: " + (200 - imported) + " created, 0 updated, " + imported + " unchanged, 0 rejected");
	}

	private static String event(int number) {
		return "{\"@type\": \"Event\", \"name\": \"Event " + number + "\", \"startDate\": \"2027-02-20T19:00:00Z\","
				+ " \"url\": \"https://a.example/" + number + "\"}";
	}

	@Test
	void missingPathExitsWithUsageError() {
		assertThat(this.command.run(List.of(this.folder.resolve("none").toString()))).isEqualTo(2);
		assertThat(lines(this.err)).singleElement().asString().startsWith("No such file or folder: ");
		assertThat(this.out.size()).isZero();
	}

	@Test
	void noArgumentsExitWithUsageError() {
		assertThat(this.command.run(List.of())).isEqualTo(2);
		assertThat(lines(this.err)).singleElement().asString().startsWith("Usage: ");
	}

	private static List<String> lines(ByteArrayOutputStream bytes) {
		return bytes.toString(StandardCharsets.UTF_8).lines().toList();
	}

	private static Clock ticking(InstantSource source) {
		return source.withZone(ZoneOffset.UTC);
	}

}
