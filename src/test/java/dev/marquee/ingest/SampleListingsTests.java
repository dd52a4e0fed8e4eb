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
import dev.marquee.event.Events;
import dev.marquee.mutation.AuditActor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static dev.marquee.db.Tables.EVENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SampleListingsTests {

	private static final Instant NOW = Instant.parse("2031-08-13T10:00:00Z");

	private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

	private final SampleListings samples = new SampleListings(new ListingTextReader(ListingFixtures.TIME_ZONES),
			ListingImporterTests.importer(this.clock), new Events(TestDatabase.dsl()),
			new AuditActor(TestDatabase.dsl()), TestDatabase.transactionTemplate(), this.clock);

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
		ListingTextReader reader = new ListingTextReader(ListingFixtures.TIME_ZONES);
		for (Resource document : new PathMatchingResourcePatternResolver().getResources("classpath*:db/sample/*.txt")) {
			assertThat(reader.read("sample.txt", document.getContentAsByteArray()).problems())
				.as(document.getFilename())
				.isEmpty();
		}
		assertThat(this.samples.loadIntoEmptyDatabase()).isEqualTo(20);
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isEqualTo(20);
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
