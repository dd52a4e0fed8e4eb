package dev.marquee.intake;

import dev.marquee.selection.Outcome;
import dev.marquee.selection.Rows;
import dev.marquee.selection.TypeMapping;
import dev.marquee.writing.Payload;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.schema.Tables.EVENT;

/**
 * How {@code graphql/intake.graphqls} comes from what became of documents.
 */
@Configuration(proxyBeanMethods = false)
class ImportPayload {

	@Bean
	TypeMapping<Outcome> importListingsPayloadType() {
		return Payload.mapping("ImportListingsPayload").add("documents", Outcome.list("documents"));
	}

	@Bean
	TypeMapping<Outcome> documentOutcomeType() {
		return Outcome.mapping("DocumentOutcome")
			.field("name", (document) -> document.text("name"))
			.field("status", (document) -> document.text("status"))
			.one("event", EVENT,
					(document, event, arguments) -> Rows.from(event).where(event.ID.eq(document.key("event"))))
			.add("problems", Outcome.list("problems"));
	}

	@Bean
	TypeMapping<Outcome> documentProblemType() {
		return Outcome.mapping("DocumentProblem")
			.field("severity", (problem) -> problem.text("severity"))
			.field("code", (problem) -> problem.text("code"))
			.field("section", (problem) -> problem.text("section"))
			.field("line", (problem) -> problem.text("line").cast(SQLDataType.INTEGER))
			.field("message", (problem) -> problem.text("message"));
	}

}
