package dev.marquee.venue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
	 * them, as if one by one in their order. One that is found gets only what it lacks.
	 * Safe for concurrent transactions.
	 * @return the keys of the venues, in the same order
	 */
	public List<UUID> upsertAll(List<VenueDetails> venues) {
		UUID[] keys = new UUID[venues.size()];
		List<List<RepeatedVenue>> runs = runsOfEachKey(venues);
		int rounds = runs.stream().mapToInt(List::size).max().orElse(0);
		for (int i = 0; i < rounds; i++) {
			int round = i;
			List<RepeatedVenue> current = runs.stream()
				.filter((ofKey) -> ofKey.size() > round)
				.map((ofKey) -> ofKey.get(round))
				.toList();
			Map<VenueDetails, UUID> stored = upsert(current.stream().map(RepeatedVenue::details).toList());
			for (RepeatedVenue run : current) {
				UUID key = Objects.requireNonNull(stored.get(run.details()));
				run.positions().forEach((position) -> keys[position] = key);
			}
		}
		return List.of(keys);
	}

	/**
	 * Of each natural key, the positions of its venues, in runs of the same details. A
	 * venue that another one of the same key precedes may be another venue than before.
	 */
	private List<List<RepeatedVenue>> runsOfEachKey(List<VenueDetails> venues) {
		Map<UUID, List<RepeatedVenue>> runs = new LinkedHashMap<>();
		List<UUID> naturalKeys = (venues.size() > 1) ? this.same.naturalKeys(venues)
				: Collections.nCopies(venues.size(), new UUID(0, 0));
		for (int i = 0; i < venues.size(); i++) {
			List<RepeatedVenue> ofKey = runs.computeIfAbsent(naturalKeys.get(i), (key) -> new ArrayList<>());
			if (ofKey.isEmpty() || !ofKey.getLast().details().equals(venues.get(i))) {
				ofKey.add(new RepeatedVenue(venues.get(i), new ArrayList<>()));
			}
			ofKey.getLast().positions().add(i);
		}
		return List.copyOf(runs.values());
	}

	/** The same for details of different natural keys. */
	private Map<VenueDetails, UUID> upsert(List<VenueDetails> venues) {
		Map<VenueDetails, VenueRecord> found = this.same.find(venues);
		List<VenueDetails> missing = venues.stream().filter((venue) -> !found.containsKey(venue)).toList();
		if (!missing.isEmpty()) {
			this.same.lock(missing);
			found.putAll(this.same.find(missing));
		}
		Map<VenueDetails, UUID> keys = new HashMap<>();
		found.forEach((details, venue) -> keys.put(details, updated(addDetails(venue, details))));
		keys.putAll(insert(missing.stream().filter((venue) -> !found.containsKey(venue)).toList()));
		return keys;
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

	/** Successive venues with the same details. */
	private record RepeatedVenue(VenueDetails details, List<Integer> positions) {
	}

}
