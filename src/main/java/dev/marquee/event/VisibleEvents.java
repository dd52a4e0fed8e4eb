package dev.marquee.event;

import java.util.UUID;

import dev.marquee.query.compile.AccessContext;
import dev.marquee.text.UrlIdentity;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Routines.urlIdentity;
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

	/** Whether another event at the same page is visible, in any spelling of its URL. */
	public boolean isUrlTaken(String url, UUID except, AccessContext accessContext) {
		return this.dsl.fetchExists(EVENT, urlIdentity(EVENT.URL).eq(UrlIdentity.of(url)), EVENT.ID.ne(except),
				condition(accessContext));
	}

	/**
	 * Locks the event until the end of the transaction if it is visible; returns whether
	 * it is.
	 */
	public boolean lockIfVisible(UUID id, AccessContext accessContext) {
		return this.dsl.select(EVENT.ID)
			.from(EVENT)
			.where(EVENT.ID.eq(id), condition(accessContext))
			.forNoKeyUpdate()
			.fetchOptional()
			.isPresent();
	}

	private static Condition condition(AccessContext accessContext) {
		return EventRowPolicies.eventCondition(EVENT, accessContext.level(),
				DSL.val(accessContext.owner(), SQLDataType.UUID));
	}

}
