package dev.marquee.venue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.marquee.db.tables.records.VenueRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.VENUE;

/**
 * Stores venues and defines which of them are the same.
 */
@Component
public class Venues {

	/** The prefix of the global ids of venues, without the underscore. */
	public static final String ID_PREFIX = "ven";

	private final DSLContext dsl;

	private final SameVenues same;

	private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

	public Venues(DSLContext dsl) {
		this.dsl = dsl;
		this.same = new SameVenues(dsl);
	}

	/** The details of a stored venue. */
	public Optional<VenueDetails> details(UUID id) {
		return this.dsl.selectFrom(VENUE)
			.where(VENUE.ID.eq(id))
			.fetchOptional((venue) -> new VenueDetails(venue.getName(), venue.getFullAddress(), venue.getCity(),
					venue.getState(), venue.getCountry(), venue.getCountryCode(), venue.getLatitude(),
					venue.getLongitude(), contact(venue)));
	}

	/**
	 * Gives these details to the venue of an event that no other event has, unless they
	 * are those of another venue. Null details keep the stored values.
	 * @return whether the natural key is that of the venue
	 */
	public boolean update(UUID exclusive, VenueDetails details) {
		VenueRecord wanted = setDetails(new VenueRecord(), details);
		Optional<VenueRecord> own = this.dsl.selectFrom(VENUE)
			.where(VENUE.ID.eq(exclusive), SameVenues.hasKeyOf(wanted))
			.fetchOptional();
		own.ifPresent((venue) -> updated(setDetails(venue, details)));
		return own.isPresent();
	}

	/**
	 * Finds the venues with these details, which other events may have too, or inserts
	 * them. One that is found gets only what it lacks. Of several details with the same
	 * natural key, the later ones follow when the first ones are stored. Safe for
	 * concurrent transactions.
	 * @return the keys of the venues
	 */
	public Map<VenueDetails, UUID> upsertAll(Collection<VenueDetails> venues) {
		Map<VenueDetails, UUID> keys = new HashMap<>();
		List<VenueDetails> remaining = List.copyOf(new LinkedHashSet<>(venues));
		while (!remaining.isEmpty()) {
			List<VenueDetails> wanted = firstOfEachKey(remaining);
			Map<VenueDetails, VenueRecord> found = this.same.find(wanted);
			List<VenueDetails> missing = wanted.stream().filter((venue) -> !found.containsKey(venue)).toList();
			if (!missing.isEmpty()) {
				this.same.lock(missing);
				found.putAll(this.same.find(missing));
			}
			found.forEach((details, venue) -> keys.put(details, updated(addDetails(venue, details))));
			keys.putAll(insert(missing.stream().filter((venue) -> !found.containsKey(venue)).toList()));
			remaining = remaining.stream().filter((venue) -> !keys.containsKey(venue)).toList();
		}
		return keys;
	}

	private List<VenueDetails> firstOfEachKey(List<VenueDetails> venues) {
		if (venues.size() == 1) {
			return venues;
		}
		Set<UUID> keys = new HashSet<>();
		Iterator<UUID> each = this.same.naturalKeys(venues).iterator();
		return venues.stream().filter((venue) -> keys.add(each.next())).toList();
	}

	/** Whether a stored venue is the same as another, which is not stored yet. */
	static Condition isSameAs(VenueRecord venue) {
		return SameVenues.isSameAs(venue);
	}

	/**
	 * Blocks other transactions that lock the same natural key until this one ends.
	 */
	void lock(VenueRecord venue) {
		this.same.lock(venue);
	}

	private Map<VenueDetails, UUID> insert(List<VenueDetails> venues) {
		Map<VenueDetails, UUID> keys = new HashMap<>();
		List<VenueRecord> rows = new ArrayList<>();
		for (VenueDetails details : venues) {
			VenueRecord venue = setDetails(this.dsl.newRecord(VENUE), details);
			venue.setId(this.ids.generate());
			rows.add(venue);
			keys.put(details, venue.getId());
		}
		if (!rows.isEmpty()) {
			this.dsl.insertInto(VENUE).set(rows).execute();
		}
		return keys;
	}

	private static UUID updated(VenueRecord venue) {
		if (venue.modified()) {
			venue.update();
		}
		return venue.getId();
	}

	private static VenueRecord setDetails(VenueRecord venue, VenueDetails details) {
		venue.setName(details.name());
		venue.setFullAddress(firstNonNull(details.fullAddress(), venue.getFullAddress()));
		venue.setCity(firstNonNull(details.city(), venue.getCity()));
		venue.setState(firstNonNull(details.state(), venue.getState()));
		venue.setCountry(firstNonNull(details.country(), venue.getCountry()));
		venue.setCountryCode(firstNonNull(details.countryCode(), venue.getCountryCode()));
		venue.setLatitude(firstNonNull(details.latitude(), venue.getLatitude()));
		venue.setLongitude(firstNonNull(details.longitude(), venue.getLongitude()));
		setContact(venue, details.contact().or(contact(venue)));
		return venue;
	}

	/** The other details are part of the natural key. */
	private static VenueRecord addDetails(VenueRecord venue, VenueDetails details) {
		venue.setCountry(firstNonNull(venue.getCountry(), details.country()));
		venue.setCountryCode(firstNonNull(venue.getCountryCode(), details.countryCode()));
		if (venue.getLatitude() == null) {
			venue.setLatitude(details.latitude());
			venue.setLongitude(details.longitude());
		}
		setContact(venue, contact(venue).or(details.contact()));
		return venue;
	}

	private static VenueContact contact(VenueRecord venue) {
		return new VenueContact(venue.getStreet(), venue.getPostalCode(), venue.getWebsite(), venue.getTelephone());
	}

	private static void setContact(VenueRecord venue, VenueContact contact) {
		venue.setStreet(contact.street());
		venue.setPostalCode(contact.postalCode());
		venue.setWebsite(contact.website());
		venue.setTelephone(contact.telephone());
	}

	private static <T> @Nullable T firstNonNull(@Nullable T first, @Nullable T second) {
		return (first != null) ? first : second;
	}

}
