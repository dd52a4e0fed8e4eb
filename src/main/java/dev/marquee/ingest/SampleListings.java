package dev.marquee.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.marquee.event.EventTime;
import dev.marquee.event.Events;
import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.ingest.merge.Listing;
import dev.marquee.mutation.AuditActor;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Loads the sample listings into an empty database. Their dates are shifted so that one
 * in four is past and the others are upcoming.
 */
@Component
public class SampleListings {

	private static final String ACTOR = "sample listings";

	private static final String DOCUMENTS = "classpath*:db/sample/*.*";

	/** One in four samples is past. */
	private static final int PAST_DIVISOR = 4;

	private final DocumentReaders readers;

	private final ListingImporter importer;

	private final Events events;

	private final SamplePictures pictures;

	private final AuditActor auditActor;

	private final TransactionOperations transactions;

	private final Clock clock;

	SampleListings(DocumentReaders readers, ListingImporter importer, Events events, SamplePictures pictures,
			AuditActor auditActor, TransactionOperations transactions, Clock clock) {
		this.readers = readers;
		this.importer = importer;
		this.events = events;
		this.pictures = pictures;
		this.auditActor = auditActor;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * Imports the samples unless the database has events. Samples that were imported
	 * before get the current addresses of their pictures.
	 * @return the number of imported samples
	 */
	public int loadIntoEmptyDatabase() throws IOException {
		if (this.events.isEmpty()) {
			return load(new PathMatchingResourcePatternResolver().getResources(DOCUMENTS));
		}
		this.transactions.executeWithoutResult((status) -> {
			this.auditActor.setForTransaction(ACTOR, null);
			this.pictures.updateAddresses();
		});
		return 0;
	}

	/**
	 * Imports all samples or none: after a partial import the database is no longer
	 * empty, and the rest would never be loaded.
	 */
	int load(Resource... documents) throws IOException {
		List<SampleDocument> samples = new ArrayList<>();
		for (Resource document : documents) {
			samples.add(read(document));
		}
		int weeks = weeksToShift(samples);
		AtomicInteger listings = new AtomicInteger();
		this.transactions.executeWithoutResult((status) -> {
			this.auditActor.setForTransaction(ACTOR, null);
			samples.forEach((sample) -> listings.addAndGet(importSample(sample, weeks)));
		});
		return listings.get();
	}

	private SampleDocument read(Resource document) throws IOException {
		String name = Objects.requireNonNull(document.getFilename());
		byte[] content = document.getContentAsByteArray();
		List<Listing> listings = new ArrayList<>();
		this.readers.read(new SourceDocument(name, content), null,
				(part) -> Stream.ofNullable(part.result().listing()).forEach(listings::add));
		if (listings.isEmpty()) {
			throw new IllegalStateException("Cannot read sample document " + name);
		}
		return new SampleDocument(name, new String(content, StandardCharsets.UTF_8),
				listings.getFirst().event().start());
	}

	/** Returns the number of its listings. */
	private int importSample(SampleDocument sample, int weeks) {
		String shifted = new DateShift(weeks, sample.start().zone()).apply(this.pictures.address(sample.text()));
		List<ListingOutcome> outcomes = new ArrayList<>();
		this.importer.importDocument(DocumentRequest.of(sample.name(), shifted.getBytes(StandardCharsets.UTF_8)), null,
				outcomes::add);
		for (ListingOutcome outcome : outcomes) {
			if (outcome.outcome() instanceof ImportOutcome.Rejected) {
				throw new IllegalStateException(
						"Sample document " + sample.name() + " was rejected: " + outcome.outcome().problems());
			}
		}
		return outcomes.size();
	}

	/**
	 * The number of weeks that puts the first upcoming sample within the next seven days.
	 */
	private int weeksToShift(List<SampleDocument> samples) {
		LocalDate[] days = samples.stream()
			.map((sample) -> sample.start().local().toLocalDate())
			.sorted()
			.toArray(LocalDate[]::new);
		if (days.length == 0) {
			return 0;
		}
		long distance = ChronoUnit.DAYS.between(days[days.length / PAST_DIVISOR], LocalDate.now(this.clock));
		return Math.toIntExact(Math.ceilDiv(distance, 7));
	}

	private record SampleDocument(String name, String text, EventTime start) {
	}

}
