package dev.marquee.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import dev.marquee.event.Events;
import dev.marquee.intake.ListingTextReader.Reading;
import dev.marquee.intake.Outcome.Created;
import dev.marquee.intake.Outcome.Rejected;
import dev.marquee.intake.Outcome.Unchanged;
import dev.marquee.intake.Outcome.Updated;
import dev.marquee.intake.Problem.Severity;
import dev.marquee.organizer.Organizers;
import dev.marquee.schema.tables.records.ListingSourceRecord;
import dev.marquee.venue.VenueDetails;
import dev.marquee.venue.Venues;
import dev.marquee.writing.Signature;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes listing documents in, each in a transaction of its own: whole or not at all.
 */
@Component
public class ListingImporter {

	private final ListingTextReader reader;

	private final Events events;

	private final Venues venues;

	private final Organizers organizers;

	private final ListingSources sources;

	private final StoredParts parts;

	private final Signature signature;

	private final TransactionOperations transactions;

	private final Clock clock;

	ListingImporter(ListingTextReader reader, Events events, Venues venues, Organizers organizers,
			ListingSources sources, StoredParts parts, Signature signature, PlatformTransactionManager transactions,
			Clock clock) {
		this.reader = reader;
		this.events = events;
		this.venues = venues;
		this.organizers = organizers;
		this.sources = sources;
		this.parts = parts;
		this.signature = signature;
		this.transactions = nested(transactions);
		this.clock = clock;
	}

	/**
	 * Within another transaction a document is a savepoint, so that one that is rejected
	 * takes nothing else with it.
	 */
	private static TransactionOperations nested(PlatformTransactionManager transactions) {
		TransactionTemplate nested = new TransactionTemplate(transactions);
		nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		return nested;
	}

	/**
	 * Takes a file in. What is too large is never read whole.
	 * @param name what the listing is called when it has no address of its own
	 * @param actor who takes it in
	 */
	Outcome importFile(Path file, String name, String actor) {
		try (InputStream content = Files.newInputStream(file)) {
			byte[] document = content.readNBytes(DocumentText.MOST_BYTES + 1);
			return importDocument(name, document, () -> this.signature.put(actor, null));
		}
		catch (IOException ex) {
			return unreadable(ex);
		}
	}

	/**
	 * Takes a document in, for whoever has signed the transaction at hand. The same
	 * document again writes nothing.
	 * @param fileName what the listing is called when it has no address of its own
	 */
	public Outcome importDocument(String fileName, byte[] document) {
		return importDocument(fileName, document, () -> {
		});
	}

	private Outcome importDocument(String fileName, byte[] document, Runnable first) {
		Reading reading = this.reader.read(fileName, document);
		Listing listing = reading.listing();
		if (listing == null) {
			return new Rejected(reading.problems());
		}
		try {
			return Objects.requireNonNull(this.transactions.execute((status) -> {
				first.run();
				return store(reading, listing, sha256(document));
			}));
		}
		catch (DataAccessException | org.jooq.exception.DataAccessException ex) {
			Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
			if (isConnectionLost(cause)) {
				throw ex;
			}
			String reason = Objects.toString(cause.getMessage()).lines().findFirst().orElse("");
			return rejected(reading.problems(), "not_storable",
					"the database refuses it: " + Quotation.cut(reason, 200));
		}
	}

	static Outcome unreadable(IOException ex) {
		return rejected(List.of(), "unreadable", "it cannot be read: " + Quotation.cut(ex.toString(), 200));
	}

	private Outcome store(Reading reading, Listing listing, String hash) {
		List<Problem> problems = reading.problems();
		this.sources.lock(listing.source());
		Optional<ListingSourceRecord> known = this.sources.find(listing.source());
		if (known.isPresent() && known.get().getDocumentHash().equals(hash)) {
			return new Unchanged(known.get().getEventId());
		}
		Optional<UUID> event = known.map(ListingSourceRecord::getEventId).or(() -> sameAddress(listing));
		List<String> lost = (reading.isCut() && event.isPresent()) ? this.parts.lostBy(event.get(), listing)
				: List.of();
		if (!lost.isEmpty()) {
			return rejected(problems, "maybe_truncated",
					"the document may be cut off, and would take away what is known: " + String.join(", ", lost));
		}
		UUID venue = venue(listing.venue());
		List<UUID> hosts = this.organizers.findOrAdd(listing.organizers());
		event.ifPresent((id) -> this.events.replace(id, listing.event(), venue, hosts));
		UUID id = event.orElseGet(() -> this.events.add(listing.event(), venue, hosts));
		known.ifPresentOrElse((row) -> ListingSources.update(row, listing.source(), hash, this.clock.instant()),
				() -> this.sources.add(listing.source(), id, hash, this.clock.instant()));
		return event.isPresent() ? new Updated(id, problems) : new Created(id, problems);
	}

	private @Nullable UUID venue(@Nullable VenueDetails venue) {
		return (venue != null) ? this.venues.findOrAdd(venue) : null;
	}

	private Optional<UUID> sameAddress(Listing listing) {
		return Optional.ofNullable(listing.event().url()).flatMap(this.events::findByUrl);
	}

	/**
	 * By the state of SQL (class 08, or a server that shuts down): Spring also calls some
	 * refusals of a row a failure of the resource.
	 */
	private static boolean isConnectionLost(Throwable cause) {
		if (!(cause instanceof SQLException failure)) {
			return cause instanceof IOException;
		}
		String state = Objects.toString(failure.getSQLState(), "08");
		return state.startsWith("08") || state.startsWith("57P");
	}

	private static Rejected rejected(List<Problem> problems, String code, String message) {
		List<Problem> all = new ArrayList<>(problems);
		all.add(new Problem(Severity.ERROR, code, Where.DOCUMENT.section(), 1, message));
		return new Rejected(List.copyOf(all));
	}

	private static String sha256(byte[] document) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has SHA-256", ex);
		}
	}

}
