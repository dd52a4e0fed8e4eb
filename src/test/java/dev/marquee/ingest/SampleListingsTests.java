package dev.marquee.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import dev.marquee.database.TestDatabase;
import dev.marquee.db.tables.records.ImageRecord;
import dev.marquee.event.Events;
import dev.marquee.event.Recurrences;
import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.mutation.AuditActor;
import org.jooq.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.IMAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SampleListingsTests {

	private static final Instant NOW = Instant.parse("2031-08-13T10:00:00Z");

	private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

	private final SampleListings samples = new SampleListings(ListingFixtures.documentReaders(),
			ListingImporterTests.importer(this.clock),
			new Events(TestDatabase.dsl(), new Recurrences(TestDatabase.dsl(), this.clock)),
			new SamplePictures(TestDatabase.dsl(), "http://localhost:8080"), new AuditActor(TestDatabase.dsl()),
			TestDatabase.transactionTemplate(), this.clock);

	@BeforeEach
	void clear() {
		TestDatabase.clear();
	}

	@Test
	void oneInFourSamplesIsPastAndTheNextIsWithinAWeek() throws IOException {
		Resource[] documents = IntStream.range(0, 12).mapToObj(SampleListingsTests::sample).toArray(Resource[]::new);

		assertThat(this.samples.load(documents)).isEqualTo(12);

		List<LocalDateTime> starts = TestDatabase.dsl()
			.selectFrom(EVENT)
			.orderBy(EVENT.STARTS_AT)
			.fetch(EVENT.START_LOCAL);
		LocalDate today = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
		assertThat(starts).filteredOn((start) -> start.toLocalDate().isBefore(today)).hasSize(3);
		assertThat(starts.get(3).toLocalDate()).isBefore(today.plusDays(7));
		assertThat(starts).allMatch((start) -> start.getHour() == 19);
	}

	@Test
	void weeklyClassHasACancelledEveningAndTheMarketIsOnSecondSaturdays() throws IOException {
		this.samples.loadIntoEmptyDatabase();
		assertThat(TestDatabase.dsl()
			.fetch("""
					select event.name, occurrence.status, count(*) as number, min(extract(isodow from occurrence.start_local)) as weekday,
						min(extract(day from occurrence.start_local)) >= 8 and max(extract(day from occurrence.start_local)) <= 14
							as second_week, recurrence.text is not null as has_text
					from occurrence join event on event.id = occurrence.event_id join recurrence on recurrence.event_id = event.id
					group by event.name, occurrence.status, recurrence.text order by 1, 2"""))
			.extracting((row) -> row.intoList().toString())
			.anyMatch((row) -> row.matches("\\[Clay on Wednesdays.*, CANCELLED, 1, 3, .*, true]"))
			.anyMatch((row) -> row.matches("\\[Clay on Wednesdays.*, SCHEDULED, 46, 3, false, true]"))
			.anyMatch((row) -> row.matches("\\[Second Saturday Market.*, SCHEDULED, 2\\d, 6, true, true]"))
			.hasSize(3);
	}

	@Test
	void festivalHasConcertsAndTheReadingsAreASeries() throws IOException {
		this.samples.loadIntoEmptyDatabase();
		assertThat(TestDatabase.dsl()
			.fetch("select parent.name, count(*) from event join event as parent on parent.id = event.parent_id group by 1"))
			.extracting((row) -> row.intoList().toString())
			.containsExactly("[Granary Island Nights, 5]");
		assertThat(TestDatabase.dsl()
			.fetch("select series.name, count(*) from event join event_series as series on series.id = series_id group by 1"))
			.extracting((row) -> row.intoList().toString())
			.containsExactly("[Depot Readings, 3]");
	}

	@Test
	void rejectedSampleRollsBackAllSamples() {
		Resource rejected = new ByteArrayResource(
				"# Event Details\n- **Event Name**: X\n- **Event Start and End Date**: Fri, 6 Feb, 2026\n"
					.getBytes(StandardCharsets.UTF_8)) {

			@Override
			public String getFilename() {
				return "too long a name".repeat(300);
			}

		};
		assertThatIllegalStateException().isThrownBy(() -> this.samples.load(sample(0), sample(1), rejected));
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isZero();
	}

	@Test
	void bundledSamplesHaveNoProblems() throws IOException {
		for (Resource document : new PathMatchingResourcePatternResolver().getResources("classpath*:db/sample/*.*")) {
			SourceDocument sample = new SourceDocument("sample", document.getContentAsByteArray());
			ListingFixtures.documentReaders()
				.read(sample, null,
						(part) -> assertThat(part.result().problems()).as(document.getFilename()).isEmpty());
		}
		assertThat(this.samples.loadIntoEmptyDatabase()).isEqualTo(31);
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isEqualTo(31);
	}

	@Test
	void picturesOfBundledSamplesAreServedWithTheSizesThatTheyHave() throws IOException {
		this.samples.loadIntoEmptyDatabase();
		Result<ImageRecord> images = TestDatabase.dsl().selectFrom(IMAGE).fetch();
		assertThat(images).hasSizeGreaterThan(40);
		for (ImageRecord image : images) {
			assertThat(image.getUrl()).startsWith("http://localhost:8080/sample/");
			String path = image.getUrl().substring("http://localhost:8080/".length());
			String svg = new ClassPathResource("static/" + path).getContentAsString(StandardCharsets.UTF_8);
			if (image.getWidth() != null) {
				assertThat(svg).as(path)
					.contains("width=\"" + image.getWidth() + "\" height=\"" + image.getHeight() + "\"");
			}
		}
		assertThat(images).filteredOn((image) -> image.getWidth() == null).hasSizeLessThan(3);
		assertThat(TestDatabase.dsl()
			.fetchValue("select count(*) from structured_data where source like '%images.example%'")).isEqualTo(0L);
	}

	@Test
	void picturesFollowTheServerToAnotherAddress() throws IOException {
		this.samples.loadIntoEmptyDatabase();
		TestDatabase.dsl().execute("""
				update image set url = 'https://a.example/sample/mine.jpg'
				where event_id = (select id from event order by id limit 1) and position = 0""");
		List<String> paths = paths("http://localhost:8080");
		SampleListings moved = new SampleListings(ListingFixtures.documentReaders(),
				ListingImporterTests.importer(this.clock),
				new Events(TestDatabase.dsl(), new Recurrences(TestDatabase.dsl(), this.clock)),
				new SamplePictures(TestDatabase.dsl(), "https://events.example/demo/"),
				new AuditActor(TestDatabase.dsl()), TestDatabase.transactionTemplate(), this.clock);
		assertThat(moved.loadIntoEmptyDatabase()).isZero();
		assertThat(paths("https://events.example/demo")).isEqualTo(paths).hasSizeGreaterThan(40);
		String versions = "select sum(version) from event";
		Object before = TestDatabase.dsl().fetchValue(versions);
		moved.loadIntoEmptyDatabase();
		assertThat(TestDatabase.dsl().fetchValue(versions)).isEqualTo(before);
	}

	private static List<String> paths(String address) {
		return TestDatabase.dsl()
			.selectFrom(IMAGE)
			.where(IMAGE.URL.startsWith(address))
			.orderBy(IMAGE.EVENT_ID, IMAGE.POSITION)
			.fetch((image) -> image.getUrl().substring(address.length()));
	}

	@Test
	void samplesAreNotLoadedIntoAFilledDatabase() throws IOException {
		this.samples.load(sample(0));
		assertThat(this.samples.loadIntoEmptyDatabase()).isZero();
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isOne();
	}

	private static Resource sample(int number) {
		LocalDate day = LocalDate.of(2026, 2, 6).plusDays(number * 5L);
		String document = """
				# Event Details
				- **Event Name**: Sample %d
				- **Event Start and End Date**: %s at 07:00 pm
				## Event venue details
				- **country**: Austria
				## Structured Data (JSON-LD)
				{"@type": "Event", "startDate": "%sT19:00:00+0%d:00"}
				""".formatted(number, DateTimeFormatter.ofPattern("EEE, dd MMM, uuuu", Locale.ENGLISH).format(day), day,
				day.isBefore(LocalDate.of(2026, 3, 29)) ? 1 : 2);
		return new ByteArrayResource(document.getBytes(StandardCharsets.UTF_8)) {

			@Override
			public String getFilename() {
				return number + ".txt";
			}

		};
	}

}
