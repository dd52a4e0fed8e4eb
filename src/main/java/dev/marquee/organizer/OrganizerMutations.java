package dev.marquee.organizer;

import dev.marquee.db.tables.records.OrganizerRecord;
import dev.marquee.graphql.ForbiddenException;
import dev.marquee.mutation.EditedTable;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationPayload;
import dev.marquee.mutation.MutationResult;
import dev.marquee.mutation.RowEditor;
import dev.marquee.query.compile.MutationResultRow;
import dev.marquee.query.compile.TypeMapping;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;
import org.jooq.DSLContext;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.ORGANIZER;

/**
 * The mutations of {@code graphql/organizer-editing.graphqls}, and what they return.
 */
@Configuration(proxyBeanMethods = false)
class OrganizerMutations {

	private final OrganizerInput fields;

	private final RowEditor<OrganizerRecord> editor;

	OrganizerMutations(OrganizerInput fields, DSLContext dsl) {
		this.fields = fields;
		this.editor = new RowEditor<>(dsl, new EditedTable<>("organizer", Organizers.ID_PREFIX, ORGANIZER, ORGANIZER.ID,
				ORGANIZER.VERSION, ORGANIZER.VERSION), Viewer::mayEditOrganizer);
	}

	/** Adds an organizer. */
	@Bean
	Mutation createOrganizer() {
		return Mutation.of("createOrganizer", Scope.EVENTS_WRITE, this::create);
	}

	private MutationResult create(Input input, Viewer viewer) {
		if (!viewer.mayEditAll()) {
			throw new ForbiddenException("A key that is bound to an organizer cannot add another one.");
		}
		return this.editor.insert(input, (organizer) -> this.fields.apply(input, organizer));
	}

	@Bean
	TypeMapping<MutationResultRow> createOrganizerPayload() {
		return MutationPayload.mapping("CreateOrganizerPayload", "organizer", ORGANIZER, (organizer) -> organizer.ID);
	}

	/** Changes an organizer; what the input leaves out stays as it is. */
	@Bean
	Mutation updateOrganizer() {
		return Mutation.of("updateOrganizer", Scope.EVENTS_WRITE, (input, viewer) -> this.editor.update(input, viewer,
				(organizer) -> this.fields.apply(input, organizer)));
	}

	@Bean
	TypeMapping<MutationResultRow> updateOrganizerPayload() {
		return MutationPayload.mapping("UpdateOrganizerPayload", "organizer", ORGANIZER, (organizer) -> organizer.ID);
	}

}
