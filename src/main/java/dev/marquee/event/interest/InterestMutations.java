package dev.marquee.event.interest;

import dev.marquee.event.SeenEvents;
import dev.marquee.selection.Outcome;
import dev.marquee.selection.Rows;
import dev.marquee.selection.TypeMapping;
import dev.marquee.writing.Mutation;
import dev.marquee.writing.Payload;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.schema.Tables.EVENT;

/**
 * The mutations of {@code graphql/interest.graphqls}, and what they return.
 */
@Configuration(proxyBeanMethods = false)
class InterestMutations {

	@Bean
	Mutation expressInterest(SeenEvents events, Interests interests) {
		return new ChangeInterest("expressInterest", events, interests::add);
	}

	@Bean
	Mutation withdrawInterest(SeenEvents events, Interests interests) {
		return new ChangeInterest("withdrawInterest", events, interests::remove);
	}

	@Bean
	TypeMapping<Outcome> expressInterestPayload() {
		return payload("ExpressInterestPayload");
	}

	@Bean
	TypeMapping<Outcome> withdrawInterestPayload() {
		return payload("WithdrawInterestPayload");
	}

	private static TypeMapping<Outcome> payload(String type) {
		return Payload.mapping(type)
			.one("event", EVENT,
					(outcome, event, arguments) -> Rows.from(event).where(event.ID.eq(outcome.key("event"))))
			.field("changed",
					(outcome) -> DSL.coalesce(outcome.text("changed").cast(SQLDataType.BOOLEAN), DSL.inline(false)));
	}

}
