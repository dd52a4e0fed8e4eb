package dev.marquee.venue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.marquee.db.tables.records.VenueRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record2;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Routines.venueIdentity;
import static dev.marquee.db.Tables.VENUE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;

/**
 * Stores venues and defines which of them are the same.
 */
@Component
public class Venues {

	/** The prefix of the global ids of venues, without the underscore. */
	public static final String ID_PREFIX = "ven";

	/** Points of one venue differ by this much, since sites look them up differently. */
	private static final double MAX_DISTANCE_IN_METERS = 200;

	private final DSLContext dsl;

	private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

	public Venues(DSLContext dsl) {
		this.dsl = dsl;
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
	 * Finds the venue with these details or inserts one. A venue that other events have
	 * too gets only what it lacks. Safe for concurrent transactions.
	 * @param exclusive the present venue of the event if no other event has it: it gets
	 * all details, if it has the same natural key; null details keep the stored values
	 * @return the key of the venue
	 */
	public UUID upsert(VenueDetails details, @Nullable UUID exclusive) {
		VenueRecord wanted = setDetails(new VenueRecord(), details);
		Optional<VenueRecord> own = (exclusive != null)
				? this.dsl.selectFrom(VENUE).where(VENUE.ID.eq(exclusive), hasIdentityOf(wanted)).fetchOptional()
				: Optional.empty();
		if (own.isPresent()) {
			return updated(setDetails(own.get(), details));
		}
		return find(wanted).or(() -> {
			lock(wanted);
			return find(wanted);
		}).map((venue) -> updated(addDetails(venue, details))).orElseGet(() -> insert(wanted));
	}

	/**
	 * The stored venue that is the same as another: its natural key is equal, and its
	 * point is near. If one of them has no point, they are the same only if there is no
	 * other venue with that key.
	 */
	private Optional<VenueRecord> find(VenueRecord wanted) {
		boolean hasPoint = wanted.getLatitude() != null;
		OrderField<?> nearest = hasPoint ? distance(wanted).asc().nullsLast() : VENUE.LATITUDE.isNotNull().asc();
		List<Record2<VenueRecord, Boolean>> candidates = this.dsl.select(VENUE, field(isNear(wanted)))
			.from(VENUE)
			.where(hasIdentityOf(wanted))
			.orderBy(nearest, VENUE.ID)
			.limit(2)
			.fetch();
		return candidates.stream()
			.limit(1)
			.filter(Record2::value2)
			.map(Record2::value1)
			.filter((venue) -> candidates.size() == 1 || hasPoint == (venue.getLatitude() != null))
			.findFirst();
	}

	/** Whether a stored venue is the same as another, which is not stored yet. */
	static Condition isSameAs(VenueRecord venue) {
		return hasIdentityOf(venue).and(isNear(venue));
	}

	/**
	 * Whether a stored venue has the natural key of another: name, address, city, state
	 * and country.
	 */
	private static Condition hasIdentityOf(VenueRecord venue) {
		return venueIdentity(VENUE.NAME, VENUE.FULL_ADDRESS, VENUE.CITY, VENUE.STATE,
				coalesce(VENUE.COUNTRY_CODE, VENUE.COUNTRY))
			.eq(identity(venue));
	}

	private static Field<UUID> identity(VenueRecord venue) {
		String country = (venue.getCountryCode() != null) ? venue.getCountryCode() : venue.getCountry();
		return venueIdentity(val(venue.getName()), val(venue.getFullAddress(), VENUE.FULL_ADDRESS),
				val(venue.getCity(), VENUE.CITY), val(venue.getState(), VENUE.STATE), val(country, VENUE.COUNTRY));
	}

	private static Condition isNear(VenueRecord venue) {
		return (venue.getLatitude() != null)
				? VENUE.LATITUDE.isNull().or(distance(venue).le(val(MAX_DISTANCE_IN_METERS))) : trueCondition();
	}

	/** The great-circle distance of a stored venue from another, in meters. */
	private static Field<Double> distance(VenueRecord venue) {
		return field("""
				2 * 6371008.8 * asin(least(1, sqrt(
				power(sin(radians({0} - {2}) / 2), 2)
				+ cos(radians({0})) * cos(radians({2})) * power(sin(radians({1} - {3}) / 2), 2))))""", Double.class,
				VENUE.LATITUDE, VENUE.LONGITUDE, val(venue.getLatitude()), val(venue.getLongitude()));
	}

	/**
	 * Blocks other transactions that lock the same natural key until this one ends.
	 */
	void lock(VenueRecord venue) {
		this.dsl.execute("select pg_advisory_xact_lock(hashtextextended('venue ' || {0}, 0))", identity(venue));
	}

	private UUID insert(VenueRecord wanted) {
		VenueRecord venue = this.dsl.newRecord(VENUE, wanted);
		venue.setId(this.ids.generate());
		venue.insert();
		return venue.getId();
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
