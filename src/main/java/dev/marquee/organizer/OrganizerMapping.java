package dev.marquee.organizer;

import java.util.List;

import dev.marquee.paging.Connection;
import dev.marquee.paging.Finding;
import dev.marquee.paging.Ordering;
import dev.marquee.schema.tables.Organizer;
import dev.marquee.selection.GlobalId;
import dev.marquee.selection.Rows;
import dev.marquee.selection.TypeMapping;
import dev.marquee.selection.TypeMapping.Root;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.schema.Tables.ORGANIZER;

/**
 * How {@code graphql/organizer.graphqls} comes from the table {@code organizer}.
 */
@Configuration(proxyBeanMethods = false)
class OrganizerMapping {

	private final Connection<Organizer, Organizer> organizers = Connection.of("Organizer", ORGANIZER,
			new Ordering<>("organizer.name.1", (organizer) -> List.of(organizer.NAME, organizer.ID)));

	@Bean
	TypeMapping<Root> organizerQueries() {
		return TypeMapping.query()
			.one("organizer", ORGANIZER,
					(root, organizer, arguments) -> Rows.from(organizer)
						.where(organizer.ID.eq(GlobalId.argument(arguments, "id", Organizers.ID_PREFIX))))
			.add("organizers", this.organizers.field((root, organizer, arguments) -> Finding.all(organizer)));
	}

	@Bean
	TypeMapping<Organizer> organizerType() {
		return TypeMapping
			.node("Organizer", ORGANIZER, Organizers.ID_PREFIX, (organizer) -> organizer.ID,
					(organizer) -> organizer.VERSION)
			.field("name", (organizer) -> organizer.NAME)
			.field("url", (organizer) -> organizer.URL)
			.field("sourceId", (organizer) -> organizer.SOURCE_ID)
			.field("description", (organizer) -> organizer.DESCRIPTION)
			.field("version", (organizer) -> organizer.VERSION.cast(SQLDataType.CLOB));
	}

	@Bean
	TypeMapping<?> organizerConnectionType() {
		return this.organizers.connectionType();
	}

	@Bean
	TypeMapping<?> organizerEdgeType() {
		return this.organizers.edgeType();
	}

}
