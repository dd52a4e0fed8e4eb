package dev.marquee.venue;

import java.util.Optional;
import java.util.UUID;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.marquee.schema.tables.records.VenueRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.schema.Routines.venueIdentity;
import static dev.marquee.schema.Tables.VENUE;
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
	public UUID findOrAdd(VenueDetails details) {
		Optional<VenueRecord> known = find(details);
		if (known.isPresent()) {
			return update(known.get(), details);
		}
		return add(details).or(() -> find(details).map((venue) -> update(venue, details))).orElseThrow();
	}

	private Optional<VenueRecord> find(VenueDetails details) {
		return this.dsl.selectFrom(VENUE).where(isIdentityOf(details)).fetchOptional();
	}

	private static Condition isIdentityOf(VenueDetails details) {
		return venueIdentity(VENUE.NAME, VENUE.FULL_ADDRESS, VENUE.CITY, VENUE.STATE,
				coalesce(VENUE.COUNTRY_CODE, VENUE.COUNTRY))
			.eq(venueIdentity(val(details.name()), val(details.fullAddress(), VENUE.FULL_ADDRESS),
					val(details.city(), VENUE.CITY), val(details.state(), VENUE.STATE),
					val(countryOf(details), VENUE.COUNTRY)));
	}

	private static @Nullable String countryOf(VenueDetails details) {
		return (details.countryCode() != null) ? details.countryCode() : details.country();
	}

	private Optional<UUID> add(VenueDetails details) {
		VenueRecord venue = this.dsl.newRecord(VENUE);
		venue.setId(this.ids.generate());
		fill(venue, details);
		return this.dsl.insertInto(VENUE)
			.set(venue)
			.onConflictDoNothing()
			.returningResult(VENUE.ID)
			.fetchOptional(VENUE.ID);
	}

	private static UUID update(VenueRecord venue, VenueDetails details) {
		fill(venue, details);
		if (venue.modified()) {
			venue.update();
		}
		return venue.getId();
	}

	private static void fill(VenueRecord venue, VenueDetails details) {
		venue.setName(details.name());
		venue.setFullAddress(told(details.fullAddress(), venue.getFullAddress()));
		venue.setCity(told(details.city(), venue.getCity()));
		venue.setState(told(details.state(), venue.getState()));
		venue.setCountry(told(details.country(), venue.getCountry()));
		venue.setCountryCode(told(details.countryCode(), venue.getCountryCode()));
		venue.setLatitude(told(details.latitude(), venue.getLatitude()));
		venue.setLongitude(told(details.longitude(), venue.getLongitude()));
	}

	private static <T> @Nullable T told(@Nullable T now, @Nullable T before) {
		return (now != null) ? now : before;
	}

}
