package dev.marquee.event.interest;

import java.util.UUID;

import org.jooq.DSLContext;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.INTEREST;

/**
 * All interests that were expressed here, each once.
 */
@Component
class Interests {

	private final DSLContext dsl;

	Interests(DSLContext dsl) {
		this.dsl = dsl;
	}

	/** Adds one; false when it is there already. */
	boolean add(UUID event, byte[] visitorHash) {
		return this.dsl.insertInto(INTEREST, INTEREST.EVENT_ID, INTEREST.PERSON)
			.values(event, visitorHash)
			.onConflictDoNothing()
			.execute() > 0;
	}

	/** Takes one away; false when there is none. */
	boolean remove(UUID event, byte[] visitorHash) {
		return this.dsl.deleteFrom(INTEREST)
			.where(INTEREST.EVENT_ID.eq(event), INTEREST.PERSON.eq(visitorHash))
			.execute() > 0;
	}

}
