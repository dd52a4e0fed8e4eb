package dev.marquee.event;

import java.util.List;
import java.util.UUID;

import dev.marquee.db.tables.Event;
import dev.marquee.db.tables.EventSearch;
import dev.marquee.pagination.ListQuery;
import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.Compilation;
import dev.marquee.query.compile.RowColumn;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.SelectedField;
import dev.marquee.query.compile.TypeMapping;
import dev.marquee.query.compile.TypeMapping.RootValue;
import dev.marquee.venue.GeoPointColumns;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_SEARCH;

/**
 * Mapping of {@code Query.eventClusters}: the events on a map, counted in cells.
 */
@Configuration(proxyBeanMethods = false)
class EventClusters {

	private final EventFilter filter;

	EventClusters(EventFilter filter) {
		this.filter = filter;
	}

	@Bean
	TypeMapping<RootValue> eventClustersQuery() {
		return TypeMapping.query().add("eventClusters", this::clusters);
	}

	private Field<?> clusters(RootValue rootValue, SelectedField field, Compilation compilation) {
		Arguments arguments = field.arguments();
		EventSearch event = compilation.alias(EVENT_SEARCH);
		Arguments filter = arguments.filter();
		EventsOnMap events = new EventsOnMap(event, compilation.policyCondition(event),
				this.filter.apply(ListQuery.all(event), event, filter), this.filter.recurringEvents(event, filter));
		EventClusterQuery clusterQuery = new EventClusterQuery(events, MapCells.of(arguments));
		List<RowColumn> columns = compilation.columns(field, clusterQuery);
		return DSL.field(DSL.with(clusterQuery.commonTableExpressions()).select(compilation.object(columns)));
	}

	@Bean
	TypeMapping<?> eventClustersType() {
		return TypeMapping.<EventClusterQuery>of("EventClusters", EventClusterQuery.class)
			.add("clusters", EventClusters::clusterList)
			.field("isExact", EventClusterQuery::isExact);
	}

	private static Field<?> clusterList(EventClusterQuery clusterQuery, SelectedField field, Compilation compilation) {
		ClusterColumns columns = new ClusterColumns(clusterQuery, DSL.name(compilation.nextAlias()));
		RowQuery rowQuery = RowQuery.from(EventClusterQuery.CLUSTERS.as(columns.alias()))
			.orderBy(columns.count().desc(), columns.column("tile", String.class));
		return compilation.list(field, rowQuery, columns);
	}

	@Bean
	TypeMapping<?> eventClusterType() {
		return TypeMapping.<ClusterColumns>of("EventCluster", ClusterColumns.class)
			.field("tile", (cluster) -> cluster.column("tile", String.class))
			.field("count", ClusterColumns::count)
			.object("center",
					(cluster) -> new GeoPointColumns(cluster.mean("latitude", "south", "north"),
							cluster.mean("longitude", "west", "east")))
			.object("bounds", (cluster) -> cluster)
			.add("events", EventClusters::events);
	}

	@Bean
	TypeMapping<?> geoBoundsType() {
		return TypeMapping.<ClusterColumns>of("GeoBounds", ClusterColumns.class)
			.field("south", (cluster) -> cluster.degrees("south"))
			.field("west", (cluster) -> cluster.degrees("west"))
			.field("north", (cluster) -> cluster.degrees("north"))
			.field("east", (cluster) -> cluster.degrees("east"));
	}

	private static Field<?> events(ClusterColumns cluster, SelectedField field, Compilation compilation) {
		cluster.clusterQuery().selectEventIds();
		Field<UUID[]> ids = cluster.column("event_ids", UUID[].class);
		Name member = DSL.name(compilation.nextAlias());
		Event event = compilation.alias(EVENT);
		Table<?> members = DSL.table("unnest({0})", ids).as(member, DSL.name("event_id"));
		RowQuery rowQuery = RowQuery
			.from(members.join(event)
				.on(event.ID.eq(DSL.field(member.append("event_id"), UUID.class)), compilation.policyCondition(event)))
			.orderBy(event.STARTS_AT, event.ID);
		return DSL.when(ids.isNotNull(), compilation.objects(field, rowQuery, event));
	}

	/**
	 * The columns of a cluster.
	 *
	 * @param alias the alias of the table of clusters
	 */
	private record ClusterColumns(EventClusterQuery clusterQuery, Name alias) {

		<T> Field<T> column(String name, Class<T> type) {
			return DSL.field(this.alias.append(name), type);
		}

		Field<Integer> count() {
			return column("count", Integer.class);
		}

		/** Within the bounds, which the mean of equal values may miss by rounding. */
		Field<Double> mean(String name, String minimum, String maximum) {
			return DSL.greatest(degrees(minimum), DSL.least(degrees(name), degrees(maximum)));
		}

		Field<Double> degrees(String name) {
			return DSL.field(this.alias.append(name), SQLDataType.DOUBLE);
		}

	}

}
