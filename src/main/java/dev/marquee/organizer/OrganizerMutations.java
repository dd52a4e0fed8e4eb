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
 * The mutations of {@code graphql/organizer-editing.graphqls} and their payload types.
 */
@Configuration(proxyBeanMethods = false)
class OrganizerMutations {

	private final OrganizerInput organizerInput;

	private final RowEditor<OrganizerRecord> editor;

	OrganizerMutations(OrganizerInput organizerInput, DSLContext dsl) {
		this.organizerInput = organizerInput;
		this.editor = new RowEditor<>(dsl, new EditedTable<>("organizer", Organizers.ID_PREFIX, ORGANIZER, ORGANIZER.ID,
				ORGANIZER.VERSION, ORGANIZER.VERSION), Viewer::mayEditOrganizer);
	}

	@Bean
	Mutation createOrganizer() {
		return Mutation.of("createOrganizer", Scope.EVENTS_WRITE, this::create);
	}

	private MutationResult create(Input input, Viewer viewer) {
		if (!viewer.mayEditAll()) {
			throw new ForbiddenException(
					"The key is bound to an organizer and cannot create organizers: use a key without an organizer.");
		}
		return this.editor.insert(input, (organizer) -> this.organizerInput.apply(input, organizer));
	}

	@Bean
	TypeMapping<MutationResultRow> createOrganizerPayload() {
		return MutationPayload.mapping("CreateOrganizerPayload", "organizer", ORGANIZER, (organizer) -> organizer.ID);
	}

	@Bean
	Mutation updateOrganizer() {
		return Mutation.of("updateOrganizer", Scope.EVENTS_WRITE,
				(input, viewer) -> this.editor.update(input, viewer, (organizer) -> {
					if (viewer.mayEditAll()) {
						this.organizerInput.apply(input, organizer);
					}
					else {
						this.organizerInput.applyBound(input, organizer);
					}
				}));
	}

	@Bean
	TypeMapping<MutationResultRow> updateOrganizerPayload() {
		return MutationPayload.mapping("UpdateOrganizerPayload", "organizer", ORGANIZER, (organizer) -> organizer.ID);
	}

}
