package dev.marquee.mutation;

import java.util.UUID;

import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Sets the actor that triggers record in the change log, the table {@code audit} and
 * tombstones.
 */
@Component
public class AuditActor {

	private final DSLContext dsl;

	public AuditActor(DSLContext dsl) {
		this.dsl = dsl;
	}

	/**
	 * Sets the actor of the current transaction's changes from now on.
	 * @param key the id of the API key; null for other credentials
	 */
	public void setForTransaction(String actor, @Nullable UUID key) {
		this.dsl.fetch("select set_config('marquee.actor', ?, true), set_config('marquee.key', ?, true)", actor,
				(key != null) ? key.toString() : "");
	}

}
