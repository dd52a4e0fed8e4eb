package dev.marquee.event.interest;

import java.util.UUID;

import org.jooq.DSLContext;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.INTEREST;

/**
 * The interests expressed by {@code expressInterest}, one for each event and visitor.
 */
@Component
class Interests {

	private final DSLContext dsl;

	Interests(DSLContext dsl) {
		this.dsl = dsl;
	}

	/** Adds an interest; false if it exists already. */
	boolean add(UUID event, byte[] visitorHash) {
		return this.dsl.insertInto(INTEREST, INTEREST.EVENT_ID, INTEREST.PERSON)
			.values(event, visitorHash)
			.onConflictDoNothing()
			.execute() > 0;
	}

	/** Removes an interest; false if it does not exist. */
	boolean remove(UUID event, byte[] visitorHash) {
		return this.dsl.deleteFrom(INTEREST)
			.where(INTEREST.EVENT_ID.eq(event), INTEREST.PERSON.eq(visitorHash))
			.execute() > 0;
	}

}
