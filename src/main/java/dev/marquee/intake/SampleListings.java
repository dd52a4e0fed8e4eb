package dev.marquee.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.marquee.event.EventTime;
import dev.marquee.event.Events;
import dev.marquee.writing.Signature;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The listings that an empty database begins with. Their dates are moved so that some lie
 * behind and most ahead.
 */
@Component
public class SampleListings {

	private static final String ACTOR = "sample listings";

	private static final String DOCUMENTS = "classpath*:db/sample/*.txt";

	/** One in so many is over. */
	private static final int PAST = 4;

	private final ListingTextReader reader;

	private final ListingImporter importer;

	private final Events events;

	private final Signature signature;

	private final TransactionOperations transactions;

	private final Clock clock;

	SampleListings(ListingTextReader reader, ListingImporter importer, Events events, Signature signature,
			TransactionOperations transactions, Clock clock) {
		this.reader = reader;
		this.importer = importer;
		this.events = events;
		this.signature = signature;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * Takes the samples in, unless there is an event already.
	 * @return how many were taken in
	 */
	public int loadIntoEmptyDatabase() throws IOException {
		return this.events.isEmpty() ? load(new PathMatchingResourcePatternResolver().getResources(DOCUMENTS)) : 0;
	}

	/**
	 * All of them or none: a database with some of them would count as filled for good.
	 */
	int load(Resource... documents) throws IOException {
		List<Sample> samples = new ArrayList<>();
		for (Resource document : documents) {
			samples.add(read(document));
		}
		int weeks = weeksToMove(samples);
		this.transactions.executeWithoutResult((status) -> {
			this.signature.put(ACTOR, null);
			samples.forEach((sample) -> take(sample, weeks));
		});
		return samples.size();
	}

	private Sample read(Resource document) throws IOException {
		String name = Objects.requireNonNull(document.getFilename());
		byte[] content = document.getContentAsByteArray();
		Listing listing = this.reader.read(name, content).listing();
		if (listing == null) {
			throw new IllegalStateException("sample " + name + " cannot be read");
		}
		return new Sample(name, new String(content, StandardCharsets.UTF_8), listing.event().start());
	}

	private void take(Sample sample, int weeks) {
		String moved = new DateShift(weeks, sample.start().zone()).apply(sample.text());
		Outcome outcome = this.importer.importDocument(sample.name(), moved.getBytes(StandardCharsets.UTF_8));
		if (outcome instanceof Outcome.Rejected) {
			throw new IllegalStateException("sample " + sample.name() + " is rejected: " + outcome.problems());
		}
	}

	/**
	 * So many that the first of those to come lies within the next seven days.
	 */
	private int weeksToMove(List<Sample> samples) {
		LocalDate[] days = samples.stream()
			.map((sample) -> sample.start().local().toLocalDate())
			.sorted()
			.toArray(LocalDate[]::new);
		if (days.length == 0) {
			return 0;
		}
		long distance = ChronoUnit.DAYS.between(days[days.length / PAST], LocalDate.now(this.clock));
		return Math.toIntExact(Math.ceilDiv(distance, 7));
	}

	private record Sample(String name, String text, EventTime start) {
	}

}
