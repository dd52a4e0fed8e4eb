package dev.marquee.mutation;

import dev.marquee.graphql.BadUserInputException;

/**
 * An idempotency key that came with another request before.
 */
class IdempotencyKeyReusedException extends BadUserInputException {

	IdempotencyKeyReusedException() {
		super(IdempotencyHeader.NAME, "`" + IdempotencyHeader.NAME
				+ "` came with another request before. Send each request with a key of its own, and only the very same request again with the same.");
	}

	@Override
	protected String code() {
		return "IDEMPOTENCY_KEY_REUSED";
	}

}
