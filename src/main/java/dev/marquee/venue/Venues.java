package dev.marquee.venue;

import java.util.Optional;
import java.util.UUID;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.marquee.db.tables.records.VenueRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Routines.venueIdentity;
import static dev.marquee.db.Tables.VENUE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.val;

/**
 * Stores venues and defines their natural key.
 */
@Component
public class Venues {

	/** The prefix of the global ids of venues, without the underscore. */
	public static final String ID_PREFIX = "ven";

	private final DSLContext dsl;

	private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

	public Venues(DSLContext dsl) {
		this.dsl = dsl;
	}

	/**
	 * Inserts a venue, or updates the one with the same natural key: name, address, city,
	 * state and country. Null details keep the stored values. Safe for concurrent
	 * transactions.
	 * @return the key of the venue
	 */
	public UUID upsert(VenueDetails details) {
		Optional<VenueRecord> existing = find(details);
		if (existing.isPresent()) {
			return update(existing.get(), details);
		}
		return insert(details).or(() -> find(details).map((venue) -> update(venue, details))).orElseThrow();
	}

	private Optional<VenueRecord> find(VenueDetails details) {
		return this.dsl.selectFrom(VENUE).where(hasIdentityOf(setDetails(new VenueRecord(), details))).fetchOptional();
	}

	/**
	 * Whether a stored venue has the natural key of another: name, address, city, state
	 * and country.
	 */
	static Condition hasIdentityOf(VenueRecord venue) {
		String country = (venue.getCountryCode() != null) ? venue.getCountryCode() : venue.getCountry();
		return venueIdentity(VENUE.NAME, VENUE.FULL_ADDRESS, VENUE.CITY, VENUE.STATE,
				coalesce(VENUE.COUNTRY_CODE, VENUE.COUNTRY))
			.eq(venueIdentity(val(venue.getName()), val(venue.getFullAddress(), VENUE.FULL_ADDRESS),
					val(venue.getCity(), VENUE.CITY), val(venue.getState(), VENUE.STATE), val(country, VENUE.COUNTRY)));
	}

	private Optional<UUID> insert(VenueDetails details) {
		VenueRecord venue = setDetails(this.dsl.newRecord(VENUE), details);
		venue.setId(this.ids.generate());
		return this.dsl.insertInto(VENUE)
			.set(venue)
			.onConflictDoNothing()
			.returningResult(VENUE.ID)
			.fetchOptional(VENUE.ID);
	}

	private static UUID update(VenueRecord venue, VenueDetails details) {
		if (setDetails(venue, details).modified()) {
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
		return venue;
	}

	private static <T> @Nullable T firstNonNull(@Nullable T updated, @Nullable T stored) {
		return (updated != null) ? updated : stored;
	}

}
