package dev.marquee.performer;

import dev.marquee.db.tables.records.PerformerRecord;
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

import static dev.marquee.db.Tables.PERFORMER;

/**
 * The mutations of {@code graphql/performer-editing.graphqls} and their payload types.
 */
@Configuration(proxyBeanMethods = false)
class PerformerMutations {

	private final PerformerInput performerInput;

	private final RowEditor<PerformerRecord> editor;

	PerformerMutations(PerformerInput performerInput, DSLContext dsl) {
		this.performerInput = performerInput;
		this.editor = new RowEditor<>(dsl, new EditedTable<>("performer", Performers.ID_PREFIX, PERFORMER, PERFORMER.ID,
				PERFORMER.VERSION, PERFORMER.VERSION), (viewer, performer) -> viewer.mayEditAll());
	}

	@Bean
	Mutation createPerformer() {
		return Mutation.of("createPerformer", Scope.EVENTS_WRITE, (input, viewer) -> this.editor.insert(input,
				(performer) -> this.performerInput.apply(input, performer)));
	}

	@Bean
	TypeMapping<MutationResultRow> createPerformerPayload() {
		return MutationPayload.mapping("CreatePerformerPayload", "performer", PERFORMER, (performer) -> performer.ID);
	}

	@Bean
	Mutation updatePerformer() {
		return Mutation.of("updatePerformer", Scope.EVENTS_WRITE, this::update);
	}

	private MutationResult update(Input input, Viewer viewer) {
		if (!viewer.mayEditAll()) {
			throw new ForbiddenException(
					"The key is bound to an organizer and cannot update performers, which are shared:"
							+ " use a key without an organizer.");
		}
		return this.editor.update(input, viewer, (performer) -> this.performerInput.apply(input, performer));
	}

	@Bean
	TypeMapping<MutationResultRow> updatePerformerPayload() {
		return MutationPayload.mapping("UpdatePerformerPayload", "performer", PERFORMER, (performer) -> performer.ID);
	}

}
