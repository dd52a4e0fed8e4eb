package dev.marquee.organizer;

import dev.marquee.db.tables.Organizer;
import dev.marquee.query.compile.GlobalId;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.TypeMapping;
import dev.marquee.query.compile.TypeMapping.RootValue;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.ORGANIZER;

/**
 * Maps {@code graphql/organizer.graphqls} to the table {@code organizer}.
 */
@Configuration(proxyBeanMethods = false)
class OrganizerMapping {

	@Bean
	TypeMapping<RootValue> organizerQueries() {
		return TypeMapping.query()
			.toOne("organizer", ORGANIZER, (rootValue, organizer, arguments) -> RowQuery.from(organizer)
				.where(organizer.ID.eq(GlobalId.keyParameter(arguments, "id", Organizers.ID_PREFIX))));
	}

	@Bean
	TypeMapping<Organizer> organizerType() {
		return TypeMapping
			.node("Organizer", ORGANIZER, Organizers.ID_PREFIX, (organizer) -> organizer.ID,
					(organizer) -> organizer.VERSION)
			.field("name", (organizer) -> organizer.NAME)
			.field("url", (organizer) -> organizer.URL)
			.field("sourceId", (organizer) -> organizer.SOURCE_ID)
			.longText("description", (organizer) -> organizer.DESCRIPTION)
			.field("version", (organizer) -> organizer.VERSION.cast(SQLDataType.CLOB))
			.field("logoUrl", (organizer) -> organizer.LOGO_URL)
			.field("email", (organizer) -> organizer.EMAIL)
			.field("telephone", (organizer) -> organizer.TELEPHONE);
	}

}
