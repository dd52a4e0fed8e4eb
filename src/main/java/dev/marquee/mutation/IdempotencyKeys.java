package dev.marquee.mutation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.marquee.db.tables.records.IdempotencyKeyRecord;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.IDEMPOTENCY_KEY;

/**
 * The used idempotency keys with the results of their mutations, stored for the retention
 * period.
 */
@Component
class IdempotencyKeys {

	private static final int EXPIRY_BATCH_SIZE = 100;

	private final DSLContext dsl;

	private final Clock clock;

	private final Duration retention;

	IdempotencyKeys(DSLContext dsl, Clock clock, @Value("${marquee.idempotency-key-retention}") Duration retention) {
		this.dsl = dsl;
		this.clock = clock;
		this.retention = retention;
	}

	/**
	 * Reserves the key of a request. Waits for a concurrent transaction that has reserved
	 * the same key.
	 * @return the saved result; empty if the request is new
	 * @throws IdempotencyKeyReusedException if the key was used for a different request
	 */
	Optional<String> reserve(IdempotentRequest request) {
		Instant now = this.clock.instant();
		deleteOlderThan(now.minus(this.retention));
		int insertedRows = this.dsl.insertInto(IDEMPOTENCY_KEY)
			.set(new IdempotencyKeyRecord(request.caller(), request.key(), request.responseKey(), request.requestHash(),
					null, now))
			.onConflictDoNothing()
			.execute();
		if (insertedRows == 1) {
			return Optional.empty();
		}
		IdempotencyKeyRecord existing = this.dsl.selectFrom(IDEMPOTENCY_KEY)
			.where(IDEMPOTENCY_KEY.CALLER.eq(request.caller()), IDEMPOTENCY_KEY.KEY.eq(request.key()),
					IDEMPOTENCY_KEY.FIELD.eq(request.responseKey()))
			.fetchSingle();
		if (!existing.getRequestHash().equals(request.requestHash())) {
			throw new IdempotencyKeyReusedException();
		}
		return Optional.of(existing.getOutcome());
	}

	/** Saves the result of a request whose key the transaction has reserved. */
	void saveResult(IdempotentRequest request, String resultJson) {
		this.dsl.update(IDEMPOTENCY_KEY)
			.set(IDEMPOTENCY_KEY.OUTCOME, resultJson)
			.where(IDEMPOTENCY_KEY.CALLER.eq(request.caller()), IDEMPOTENCY_KEY.KEY.eq(request.key()),
					IDEMPOTENCY_KEY.FIELD.eq(request.responseKey()))
			.execute();
	}

	/**
	 * Deletes one batch, so that no request pays for all expired keys. Skips keys that a
	 * concurrent transaction is deleting.
	 */
	private void deleteOlderThan(Instant cutoff) {
		this.dsl.deleteFrom(IDEMPOTENCY_KEY)
			.where("(caller, key, field) in (select caller, key, field from idempotency_key"
					+ " where created_at < {0} order by created_at limit {1} for update skip locked)",
					DSL.val(cutoff, IDEMPOTENCY_KEY.CREATED_AT), DSL.inline(EXPIRY_BATCH_SIZE))
			.execute();
	}

}
