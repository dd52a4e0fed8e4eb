package dev.marquee.venue;

import java.util.ArrayList;
import java.util.List;

import dev.marquee.db.tables.Venue;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.GlobalId;
import graphql.scalars.country.code.CountryCode;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import static dev.marquee.db.Routines.placeOnEarth;

/**
 * The predicates by location that filters of venues and of events have in common.
 *
 * @param cityKey the {@code search_key} of the city
 * @param stateKey the {@code search_key} of the state
 * @param place the point on the unit sphere, of the type {@code cube}
 * @param cityId the key of the city by name, state and country
 */
public record LocationPredicates(Field<String> cityKey, Field<String> stateKey, Field<String> countryCode,
		Field<?> cityId, Field<Double> latitude, Field<Double> longitude, Field<?> place) {

	static LocationPredicates of(Venue venue) {
		return new LocationPredicates(searchKey(venue.CITY), searchKey(venue.STATE), venue.COUNTRY_CODE,
				Cities.key(venue), venue.LATITUDE, venue.LONGITUDE, placeOf(venue));
	}

	static Field<?> placeOf(Venue venue) {
		return placeOnEarth(venue.LATITUDE, venue.LONGITUDE);
	}

	/** The predicates of the fields of a filter that are present. */
	public List<FilterPredicate> from(Arguments filter) {
		List<FilterPredicate> predicates = new ArrayList<>();
		if (filter.has("cities")) {
			predicates.add(FilterPredicate.selective("cities", keyEqualsAny(this.cityKey, filter, "cities")));
		}
		if (filter.has("states")) {
			predicates.add(FilterPredicate.selective("states", keyEqualsAny(this.stateKey, filter, "states")));
		}
		if (filter.has("countries")) {
			predicates.add(FilterPredicate.selective("countries",
					this.countryCode.eq(DSL.any(filter.bindList("countries", SQLDataType.CLOB, CountryCode::name)))));
		}
		if (filter.has("cityIds")) {
			predicates.add(FilterPredicate.selective("cityIds", DSL.condition("{0} = any({1})", this.cityId,
					GlobalId.keysParameter(filter, "cityIds", Cities.ID_PREFIX))));
		}
		if (filter.has("near")) {
			predicates
				.add(FilterPredicate.selective("near", new RadiusFilter(filter.object("near")).contains(this.place)));
		}
		if (filter.has("within")) {
			predicates.add(FilterPredicate.selective("within",
					BoundingBoxFilter.contains(this.latitude, this.longitude, filter.object("within"))));
		}
		return predicates;
	}

	private static Field<String> searchKey(Field<String> name) {
		return DSL.field("search_key({0})", SQLDataType.CLOB, name);
	}

	/** PostgreSQL has no U+0000. */
	private static Condition keyEqualsAny(Field<String> key, Arguments filter, String name) {
		Field<String[]> texts = filter.bindList(name, SQLDataType.CLOB, (String text) -> text.replace("\0", ""));
		return key.eq(DSL
			.any(DSL.field("array(select search_key(value) from unnest({0}) as value)", texts.getDataType(), texts)));
	}

}
