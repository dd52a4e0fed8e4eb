package dev.marquee.mutation;

import java.util.UUID;

import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Who writes, put under all that a transaction writes: the database notes it in its log.
 */
@Component
public class AuditActor {

	private final DSLContext dsl;

	public AuditActor(DSLContext dsl) {
		this.dsl = dsl;
	}

	/** Signs what the transaction at hand writes from now on. */
	public void setForTransaction(String actor, @Nullable UUID key) {
		this.dsl.fetch("select set_config('marquee.actor', ?, true), set_config('marquee.key', ?, true)", actor,
				(key != null) ? key.toString() : "");
	}

}
