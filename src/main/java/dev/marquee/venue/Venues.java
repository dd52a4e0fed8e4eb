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
 * All venues.
 */
@Component
public class Venues {

	/** What the ids of these begin with, before the underscore. */
	public static final String ID_PREFIX = "ven";

	private final DSLContext dsl;

	private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

	public Venues(DSLContext dsl) {
		this.dsl = dsl;
	}

	/**
	 * The venue with these details: the one known by name, address, city, state and
	 * country, brought up to date, or a new one. What the details leave out stays as it
	 * is known. Safe beside other transactions that do the same.
	 */
	public UUID upsert(VenueDetails details) {
		Optional<VenueRecord> existing = find(details);
		if (existing.isPresent()) {
			return update(existing.get(), details);
		}
		return add(details).or(() -> find(details).map((venue) -> update(venue, details))).orElseThrow();
	}

	private Optional<VenueRecord> find(VenueDetails details) {
		return this.dsl.selectFrom(VENUE).where(hasIdentityOf(filled(new VenueRecord(), details))).fetchOptional();
	}

	/**
	 * Whether a stored venue is the same as another: in name, address, city, state and
	 * country.
	 */
	static Condition hasIdentityOf(VenueRecord venue) {
		String country = (venue.getCountryCode() != null) ? venue.getCountryCode() : venue.getCountry();
		return venueIdentity(VENUE.NAME, VENUE.FULL_ADDRESS, VENUE.CITY, VENUE.STATE,
				coalesce(VENUE.COUNTRY_CODE, VENUE.COUNTRY))
			.eq(venueIdentity(val(venue.getName()), val(venue.getFullAddress(), VENUE.FULL_ADDRESS),
					val(venue.getCity(), VENUE.CITY), val(venue.getState(), VENUE.STATE), val(country, VENUE.COUNTRY)));
	}

	private Optional<UUID> add(VenueDetails details) {
		VenueRecord venue = filled(this.dsl.newRecord(VENUE), details);
		venue.setId(this.ids.generate());
		return this.dsl.insertInto(VENUE)
			.set(venue)
			.onConflictDoNothing()
			.returningResult(VENUE.ID)
			.fetchOptional(VENUE.ID);
	}

	private static UUID update(VenueRecord venue, VenueDetails details) {
		if (filled(venue, details).modified()) {
			venue.update();
		}
		return venue.getId();
	}

	private static VenueRecord filled(VenueRecord venue, VenueDetails details) {
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
