package dev.marquee.event;

import java.util.UUID;

import dev.marquee.query.compile.AccessContext;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.EVENT;

/**
 * The events visible to a caller, for mutations that write about an event without
 * changing it.
 */
@Component
public class VisibleEvents {

	private final DSLContext dsl;

	VisibleEvents(DSLContext dsl) {
		this.dsl = dsl;
	}

	/**
	 * Locks the event until the end of the transaction if it is visible; returns whether
	 * it is.
	 */
	public boolean lockIfVisible(UUID id, AccessContext accessContext) {
		return this.dsl.select(EVENT.ID)
			.from(EVENT)
			.where(EVENT.ID.eq(id),
					EventRowPolicies.eventCondition(EVENT, accessContext.level(),
							DSL.val(accessContext.owner(), SQLDataType.UUID)))
			.forNoKeyUpdate()
			.fetchOptional()
			.isPresent();
	}

}
