package dev.marquee.mutation;

import dev.marquee.graphql.BadUserInputException;

/**
 * Thrown when an idempotency key was already used for a different request.
 */
class IdempotencyKeyReusedException extends BadUserInputException {

	IdempotencyKeyReusedException() {
		super(IdempotencyHeader.NAME, "`" + IdempotencyHeader.NAME
				+ "` was already used for a different request: use a new key for every new request, and the same key only to retry the identical request.");
	}

	@Override
	protected String code() {
		return "IDEMPOTENCY_KEY_REUSED";
	}

}
