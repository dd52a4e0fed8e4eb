package dev.marquee.event;

import java.util.UUID;

import dev.marquee.selection.Audience;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.stereotype.Component;

import static dev.marquee.schema.Tables.EVENT;

/**
 * The events that somebody sees, for those who write something about them without
 * changing them.
 */
@Component
public class SeenEvents {

	private final DSLContext dsl;

	SeenEvents(DSLContext dsl) {
		this.dsl = dsl;
	}

	/**
	 * Whether the audience sees the event; if so, it stays as it is until the transaction
	 * ends.
	 */
	public boolean hold(UUID id, Audience audience) {
		return this.dsl.select(EVENT.ID)
			.from(EVENT)
			.where(EVENT.ID.eq(id),
					EventVisibility.seen(EVENT, audience.reach(), DSL.val(audience.owner(), SQLDataType.UUID)))
			.forNoKeyUpdate()
			.fetchOptional()
			.isPresent();
	}

}
