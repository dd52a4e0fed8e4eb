package dev.marquee.writing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.marquee.schema.tables.records.IdempotencyKeyRecord;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import static dev.marquee.schema.Tables.IDEMPOTENCY_KEY;

/**
 * What came of requests that may come again, for as long as that is kept.
 */
@Component
class IdempotencyKeys {

	private static final int MOST_FORGOTTEN_AT_ONCE = 100;

	private final DSLContext dsl;

	private final Clock clock;

	private final Duration kept;

	IdempotencyKeys(DSLContext dsl, Clock clock, @Value("${marquee.idempotency-keys-kept}") Duration kept) {
		this.dsl = dsl;
		this.clock = clock;
		this.kept = kept;
	}

	/**
	 * Waits for a transaction that is at the same request.
	 * @return what came of the request before; empty when it is new
	 * @throws ReusedKey when the key came with another request
	 */
	Optional<String> outcomeOf(Repeatable request) {
		Instant now = this.clock.instant();
		forgetBefore(now.minus(this.kept));
		int added = this.dsl.insertInto(IDEMPOTENCY_KEY)
			.set(new IdempotencyKeyRecord(request.caller(), request.key(), request.field(), request.hash(), null, now))
			.onConflictDoNothing()
			.execute();
		if (added == 1) {
			return Optional.empty();
		}
		IdempotencyKeyRecord known = this.dsl.selectFrom(IDEMPOTENCY_KEY)
			.where(IDEMPOTENCY_KEY.CALLER.eq(request.caller()), IDEMPOTENCY_KEY.KEY.eq(request.key()),
					IDEMPOTENCY_KEY.FIELD.eq(request.field()))
			.fetchSingle();
		if (!known.getRequestHash().equals(request.hash())) {
			throw new ReusedKey();
		}
		return Optional.of(known.getOutcome());
	}

	void keep(Repeatable request, String outcome) {
		this.dsl.update(IDEMPOTENCY_KEY)
			.set(IDEMPOTENCY_KEY.OUTCOME, outcome)
			.where(IDEMPOTENCY_KEY.CALLER.eq(request.caller()), IDEMPOTENCY_KEY.KEY.eq(request.key()),
					IDEMPOTENCY_KEY.FIELD.eq(request.field()))
			.execute();
	}

	/** Some at a time, and none that another transaction is just forgetting. */
	private void forgetBefore(Instant time) {
		this.dsl.deleteFrom(IDEMPOTENCY_KEY)
			.where("(caller, key, field) in (select caller, key, field from idempotency_key"
					+ " where created_at < {0} order by created_at limit {1} for update skip locked)",
					DSL.val(time, IDEMPOTENCY_KEY.CREATED_AT), DSL.inline(MOST_FORGOTTEN_AT_ONCE))
			.execute();
	}

}
