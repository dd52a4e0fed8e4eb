package dev.marquee.ingest;

import dev.marquee.mutation.MutationPayload;
import dev.marquee.query.compile.MutationResultRow;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.TypeMapping;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.EVENT;

/**
 * Maps import outcomes to the payload types of {@code graphql/ingest.graphqls}.
 */
@Configuration(proxyBeanMethods = false)
class ImportPayloadMapping {

	@Bean
	TypeMapping<MutationResultRow> importListingsPayloadType() {
		return MutationPayload.mapping("ImportListingsPayload").add("documents", MutationResultRow.list("documents"));
	}

	@Bean
	TypeMapping<MutationResultRow> documentOutcomeType() {
		return MutationResultRow.mapping("DocumentOutcome")
			.field("name", (document) -> document.text("name"))
			.field("status", (document) -> document.text("status"))
			.toOne("event", EVENT,
					(document, event, arguments) -> RowQuery.from(event).where(event.ID.eq(document.key("event"))))
			.add("problems", MutationResultRow.list("problems"));
	}

	@Bean
	TypeMapping<MutationResultRow> documentProblemType() {
		return MutationResultRow.mapping("DocumentProblem")
			.field("severity", (problem) -> problem.text("severity"))
			.field("code", (problem) -> problem.text("code"))
			.field("section", (problem) -> problem.text("section"))
			.field("line", (problem) -> problem.text("line").cast(SQLDataType.INTEGER))
			.field("message", (problem) -> problem.text("message"));
	}

}
