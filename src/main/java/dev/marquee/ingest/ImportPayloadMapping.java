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
		return MutationPayload.mapping("ImportListingsPayload")
			.add("outcomes", MutationResultRow.list("outcomes"))
			.add("documents", MutationResultRow.list("documents"));
	}

	@Bean
	TypeMapping<MutationResultRow> listingOutcomeType() {
		return MutationResultRow.mapping("ListingOutcome")
			.field("document", (outcome) -> outcome.text("document"))
			.field("listing", (outcome) -> outcome.text("listing"))
			.field("status", (outcome) -> outcome.text("status"))
			.toOne("event", EVENT,
					(outcome, event, arguments) -> RowQuery.from(event).where(event.ID.eq(outcome.key("event"))))
			.add("changes", MutationResultRow.list("changes"))
			.add("problems", MutationResultRow.list("problems"));
	}

	@Bean
	TypeMapping<MutationResultRow> fieldChangeType() {
		return MutationResultRow.mapping("FieldChange")
			.field("field", (change) -> change.text("field"))
			.field("before", (change) -> change.text("before"))
			.field("after", (change) -> change.text("after"));
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
			.field("path", (problem) -> problem.text("path"))
			.field("value", (problem) -> problem.text("value"))
			.field("message", (problem) -> problem.text("message"));
	}

}
