package dev.marquee.ingest;

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
import dev.marquee.ingest.merge.Listing;
import dev.marquee.mutation.AuditActor;

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
	private static final int PAST_DIVISOR = 4;

	private final ListingTextReader reader;

	private final ListingImporter importer;

	private final Events events;

	private final AuditActor auditActor;

	private final TransactionOperations transactions;

	private final Clock clock;

	SampleListings(ListingTextReader reader, ListingImporter importer, Events events, AuditActor auditActor,
			TransactionOperations transactions, Clock clock) {
		this.reader = reader;
		this.importer = importer;
		this.events = events;
		this.auditActor = auditActor;
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
		List<SampleDocument> samples = new ArrayList<>();
		for (Resource document : documents) {
			samples.add(read(document));
		}
		int weeks = weeksToShift(samples);
		this.transactions.executeWithoutResult((status) -> {
			this.auditActor.setForTransaction(ACTOR, null);
			samples.forEach((sampleDocument) -> importSample(sampleDocument, weeks));
		});
		return samples.size();
	}

	private SampleDocument read(Resource document) throws IOException {
		String name = Objects.requireNonNull(document.getFilename());
		byte[] content = document.getContentAsByteArray();
		Listing listing = this.reader.read(name, content).listing();
		if (listing == null) {
			throw new IllegalStateException("sample " + name + " cannot be read");
		}
		return new SampleDocument(name, new String(content, StandardCharsets.UTF_8), listing.event().start());
	}

	private void importSample(SampleDocument sampleDocument, int weeks) {
		String shifted = new DateShift(weeks, sampleDocument.start().zone()).apply(sampleDocument.text());
		ImportOutcome importOutcome = this.importer.importDocument(sampleDocument.name(),
				shifted.getBytes(StandardCharsets.UTF_8));
		if (importOutcome instanceof ImportOutcome.Rejected) {
			throw new IllegalStateException(
					"sample " + sampleDocument.name() + " is rejected: " + importOutcome.problems());
		}
	}

	/**
	 * So many that the first of those to come lies within the next seven days.
	 */
	private int weeksToShift(List<SampleDocument> samples) {
		LocalDate[] days = samples.stream()
			.map((sampleDocument) -> sampleDocument.start().local().toLocalDate())
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
