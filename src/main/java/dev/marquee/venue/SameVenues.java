package dev.marquee.venue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import dev.marquee.db.tables.records.VenueRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record4;
import org.jooq.Result;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

import static dev.marquee.db.Routines.venueIdentity;
import static dev.marquee.db.Tables.VENUE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

/**
 * Finds the stored venues that are the same as others: their natural keys are equal, and
 * their points are near. If one of them has no point, they are the same only if there is
 * no other venue with that key.
 */
class SameVenues {

	/** Points of one venue differ by this much, since sites look them up differently. */
	private static final double MAX_DISTANCE_IN_METERS = 200;

	private static final Field<Long> ORDINAL = field(name("wanted", "ordinal"), SQLDataType.BIGINT);

	private static final Wanted WANTED = new Wanted(text("name"), text("full_address"), text("city"), text("state"),
			text("country"), number("latitude"), number("longitude"));

	private final DSLContext dsl;

	SameVenues(DSLContext dsl) {
		this.dsl = dsl;
	}

	private static Field<String> text(String column) {
		return field(name("wanted", column), SQLDataType.CLOB);
	}

	private static Field<Double> number(String column) {
		return field(name("wanted", column), SQLDataType.DOUBLE);
	}

	/** The stored venues, by the details of those with which they are the same. */
	Map<VenueDetails, VenueRecord> find(List<VenueDetails> venues) {
		Table<?> candidate = DSL
			.lateral(DSL.select(VENUE.ID.as("id"))
				.from(VENUE)
				.where(WANTED.hasKeyOfStored())
				.orderBy(WANTED.order().asc().nullsLast(), VENUE.ID)
				.limit(2))
			.as("candidate");
		Map<Long, Result<Record4<Long, VenueRecord, Boolean, Boolean>>> candidates = this.dsl
			.select(ORDINAL, VENUE, field(WANTED.isNearStored()), field(WANTED.latitude().isNotNull()))
			.from(table(venues))
			.crossJoin(candidate)
			.join(VENUE)
			.on(VENUE.ID.eq(field(name("candidate", "id"), UUID.class)))
			.orderBy(ORDINAL, WANTED.order().asc().nullsLast(), VENUE.ID)
			.fetchGroups(ORDINAL);
		Map<VenueDetails, VenueRecord> same = new HashMap<>();
		candidates.forEach((ordinal, found) -> {
			VenueRecord venue = found.getFirst().value2();
			boolean isNear = found.getFirst().value3();
			boolean hasPoint = found.getFirst().value4();
			if (isNear && (found.size() == 1 || hasPoint == (venue.getLatitude() != null))) {
				same.put(venues.get((int) (ordinal - 1)), venue);
			}
		});
		return same;
	}

	/** What venues must have in common to be the same, in the order of the venues. */
	List<UUID> naturalKeys(List<VenueDetails> venues) {
		return this.dsl.select(WANTED.key()).from(table(venues)).orderBy(ORDINAL).fetch().getValues(0, UUID.class);
	}

	/**
	 * Blocks other transactions that lock the same natural keys until this one ends. The
	 * order of the locks is that of the numbers, so that transactions do not deadlock.
	 */
	void lock(List<VenueDetails> venues) {
		Field<Long> key = field(name("key"), SQLDataType.BIGINT);
		this.dsl.select(field("pg_advisory_xact_lock({0})", key))
			.from(DSL.selectDistinct(field("hashtextextended('venue ' || {0}, 0)", WANTED.key()).as(key))
				.from(table(venues))
				.orderBy(key))
			.fetch();
	}

	/** The same for a single venue. */
	void lock(VenueRecord venue) {
		this.dsl.execute("select pg_advisory_xact_lock(hashtextextended('venue ' || {0}, 0))", Wanted.of(venue).key());
	}

	/** Whether a stored venue has the natural key of another and is not far from it. */
	static Condition isSameAs(VenueRecord venue) {
		return hasKeyOf(venue).and(Wanted.of(venue).isNearStored());
	}

	/** Whether a stored venue has the natural key of another. */
	static Condition hasKeyOf(VenueRecord venue) {
		return Wanted.of(venue).hasKeyOfStored();
	}

	private static Table<?> table(List<VenueDetails> venues) {
		return DSL
			.table("unnest({0}, {1}, {2}, {3}, {4}, {5}, {6}) with ordinality", texts(venues, VenueDetails::name),
					texts(venues, VenueDetails::fullAddress), texts(venues, VenueDetails::city),
					texts(venues, VenueDetails::state),
					texts(venues, (venue) -> (venue.countryCode() != null) ? venue.countryCode() : venue.country()),
					val(venues.stream().map(VenueDetails::latitude).toArray(Double[]::new)),
					val(venues.stream().map(VenueDetails::longitude).toArray(Double[]::new)))
			.as("wanted", "name", "full_address", "city", "state", "country", "latitude", "longitude", "ordinal");
	}

	private static Field<String[]> texts(List<VenueDetails> venues, Function<VenueDetails, @Nullable String> text) {
		return val(venues.stream().map(text).toArray(String[]::new), SQLDataType.CLOB.array());
	}

	/**
	 * What a venue that is looked for has in common with a stored one.
	 *
	 * @param country its code if it is known
	 */
	private record Wanted(Field<String> name, Field<String> fullAddress, Field<String> city, Field<String> state,
			Field<String> country, Field<Double> latitude, Field<Double> longitude) {

		static Wanted of(VenueRecord venue) {
			String country = (venue.getCountryCode() != null) ? venue.getCountryCode() : venue.getCountry();
			return new Wanted(val(venue.getName(), VENUE.NAME), val(venue.getFullAddress(), VENUE.FULL_ADDRESS),
					val(venue.getCity(), VENUE.CITY), val(venue.getState(), VENUE.STATE), val(country, VENUE.COUNTRY),
					val(venue.getLatitude(), VENUE.LATITUDE), val(venue.getLongitude(), VENUE.LONGITUDE));
		}

		Field<UUID> key() {
			return venueIdentity(this.name, this.fullAddress, this.city, this.state, this.country);
		}

		Condition hasKeyOfStored() {
			return venueIdentity(VENUE.NAME, VENUE.FULL_ADDRESS, VENUE.CITY, VENUE.STATE,
					coalesce(VENUE.COUNTRY_CODE, VENUE.COUNTRY))
				.eq(key());
		}

		Condition isNearStored() {
			return this.latitude.isNull().or(VENUE.LATITUDE.isNull()).or(distance().le(val(MAX_DISTANCE_IN_METERS)));
		}

		/**
		 * Orders stored venues by their distance; without a point, those that have none
		 * come first.
		 */
		Field<Double> order() {
			return DSL.when(this.latitude.isNotNull(), distance())
				.when(VENUE.LATITUDE.isNull(), val(0.0))
				.otherwise(val(1.0));
		}

		/** The great-circle distance from a stored venue, in meters. */
		private Field<Double> distance() {
			return field("""
					2 * 6371008.8 * asin(least(1, sqrt(
					power(sin(radians({0} - {2}) / 2), 2)
					+ cos(radians({0})) * cos(radians({2})) * power(sin(radians({1} - {3}) / 2), 2))))""",
					SQLDataType.DOUBLE, VENUE.LATITUDE, VENUE.LONGITUDE, this.latitude, this.longitude);
		}

	}

}
