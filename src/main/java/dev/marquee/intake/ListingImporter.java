package dev.marquee.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import dev.marquee.event.Events;
import dev.marquee.intake.Outcome.Created;
import dev.marquee.intake.Outcome.Rejected;
import dev.marquee.intake.Outcome.Unchanged;
import dev.marquee.intake.Outcome.Updated;
import dev.marquee.intake.Problem.Severity;
import dev.marquee.organizer.Organizers;
import dev.marquee.schema.tables.records.ListingSourceRecord;
import dev.marquee.venue.VenueDetails;
import dev.marquee.venue.Venues;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

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

	private final TransactionOperations transactions;

	private final Clock clock;

	ListingImporter(ListingTextReader reader, Events events, Venues venues, Organizers organizers,
			ListingSources sources, TransactionOperations transactions, Clock clock) {
		this.reader = reader;
		this.events = events;
		this.venues = venues;
		this.organizers = organizers;
		this.sources = sources;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * Takes a file in. What is too large is never read whole.
	 */
	public Outcome importFile(Path file) {
		try (InputStream content = Files.newInputStream(file)) {
			byte[] document = content.readNBytes(DocumentText.MOST_BYTES + 1);
			return importDocument(Objects.toString(file.getFileName()), document);
		}
		catch (IOException ex) {
			return rejected(List.of(), "unreadable", "the file cannot be read: " + ex);
		}
	}

	/**
	 * Takes a document in. The same document again writes nothing.
	 * @param fileName what the listing is called when it has no address of its own
	 */
	public Outcome importDocument(String fileName, byte[] document) {
		ListingTextReader.Reading reading = this.reader.read(fileName, document);
		Listing listing = reading.listing();
		if (listing == null) {
			return new Rejected(reading.problems());
		}
		try {
			return Objects.requireNonNull(
					this.transactions.execute((status) -> store(listing, sha256(document), reading.problems())));
		}
		catch (DataIntegrityViolationException ex) {
			return rejected(reading.problems(), "not_storable",
					"the database refuses it: " + ex.getMostSpecificCause().getMessage());
		}
	}

	private Outcome store(Listing listing, String hash, List<Problem> problems) {
		this.sources.lock(listing.source());
		Optional<ListingSourceRecord> known = this.sources.find(listing.source());
		if (known.isPresent() && known.get().getDocumentHash().equals(hash)) {
			return new Unchanged(known.get().getEventId());
		}
		UUID venue = venue(listing.venue());
		List<UUID> hosts = this.organizers.findOrAdd(listing.organizers());
		Optional<UUID> event = known.map(ListingSourceRecord::getEventId).or(() -> sameAddress(listing));
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
