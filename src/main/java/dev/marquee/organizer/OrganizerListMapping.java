package dev.marquee.organizer;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.marquee.db.tables.Organizer;
import dev.marquee.pagination.ConnectionMapping;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.pagination.ListQuery;
import dev.marquee.pagination.NameSearch;
import dev.marquee.pagination.Ordering;
import dev.marquee.pagination.UpcomingRows;
import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.TypeMapping;
import dev.marquee.query.compile.TypeMapping.RootValue;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.ORGANIZER;
import static dev.marquee.organizer.RankedOrganizer.RANKED_ORGANIZER;

/**
 * Mapping of the connection of organizers, with the inputs {@code OrganizerFilter} and
 * {@code OrganizerOrder}, and of the number of an organizer's events.
 */
@Configuration(proxyBeanMethods = false)
class OrganizerListMapping {

	private static final Ordering<RankedOrganizer> BY_NAME = new Ordering<>("organizer.name.1",
			(organizer) -> List.of(organizer.NAME, organizer.ID));

	private static final Ordering<RankedOrganizer> BY_UPCOMING_EVENTS = new Ordering<>("organizer.upcoming.1",
			(organizer) -> List.of(organizer.UPCOMING_EVENTS, organizer.ID));

	private final ConnectionMapping<RankedOrganizer, RankedOrganizer> organizers = ConnectionMapping.of("Organizer",
			RANKED_ORGANIZER, BY_NAME);

	private final Clock clock;

	OrganizerListMapping(Clock clock) {
		this.clock = clock;
	}

	@Bean
	TypeMapping<RootValue> queryOrganizers() {
		return TypeMapping.query()
			.add("organizers", this.organizers.field(this::filtered, OrganizerListMapping::ordering));
	}

	private ListQuery filtered(RootValue rootValue, RankedOrganizer organizer, Arguments arguments) {
		Arguments filter = arguments.filter();
		UpcomingRows upcomingEvents = upcomingEvents(arguments);
		List<FilterPredicate> predicates = new ArrayList<>(upcomingEvents.predicates(filter, organizer.ID));
		ListQuery all = ListQuery.all(organizer)
			.in(upcomingEvents.sources(organizer, organizer.UPCOMING_EVENTS, filter));
		if (!filter.has("search")) {
			return all.filteredBy(predicates, List.of());
		}
		predicates.add(NameSearch.predicate(DSL.field("search_key({0})", SQLDataType.CLOB, organizer.NAME)));
		return all.filteredBy(predicates, NameSearch.commonTableExpressions(filter));
	}

	private static Ordering<RankedOrganizer> ordering(Arguments arguments) {
		Arguments order = arguments.object("orderBy");
		String field = order.enumValue("field");
		Ordering<RankedOrganizer> ascending = "UPCOMING_EVENTS".equals(field) ? BY_UPCOMING_EVENTS : BY_NAME;
		return isDescending(field, order.enumValue("direction")) ? ascending.reversed() : ascending;
	}

	/** The number of events is descending by default, the name ascending. */
	private static boolean isDescending(@Nullable String field, @Nullable String direction) {
		return (direction != null) ? direction.equals("DESC") : "UPCOMING_EVENTS".equals(field);
	}

	@Bean
	TypeMapping<Organizer> organizerUpcomingEventCount() {
		return TypeMapping.of("Organizer", ORGANIZER)
			.add("upcomingEventCount",
					(organizer, field, compilation) -> upcomingEvents(field.arguments()).count(organizer.ID));
	}

	private UpcomingRows upcomingEvents(Arguments arguments) {
		return UpcomingOrganizerEvents.at(this.clock, arguments);
	}

	@Bean
	TypeMapping<?> organizerConnectionType() {
		return this.organizers.connectionTypeMapping();
	}

	@Bean
	TypeMapping<?> organizerEdgeType() {
		return this.organizers.edgeTypeMapping();
	}

}
