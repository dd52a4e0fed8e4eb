package dev.marquee.event.interest;

import dev.marquee.event.VisibleEvents;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationPayload;
import dev.marquee.query.compile.MutationResultRow;
import dev.marquee.query.compile.TypeMapping;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.EVENT;

/**
 * Mutations and payload types of {@code graphql/interest.graphqls}.
 */
@Configuration(proxyBeanMethods = false)
class InterestMutations {

	@Bean
	Mutation expressInterest(VisibleEvents events, Interests interests) {
		return new InterestMutation("expressInterest", events, interests::add);
	}

	@Bean
	Mutation withdrawInterest(VisibleEvents events, Interests interests) {
		return new InterestMutation("withdrawInterest", events, interests::remove);
	}

	@Bean
	TypeMapping<MutationResultRow> expressInterestPayload() {
		return payload("ExpressInterestPayload");
	}

	@Bean
	TypeMapping<MutationResultRow> withdrawInterestPayload() {
		return payload("WithdrawInterestPayload");
	}

	private static TypeMapping<MutationResultRow> payload(String type) {
		return MutationPayload.mapping(type, "event", EVENT, (event) -> event.ID)
			.field("changed", (mutationResultRow) -> DSL
				.coalesce(mutationResultRow.text("changed").cast(SQLDataType.BOOLEAN), DSL.inline(false)));
	}

}
