package dev.marquee.query.execute;

import java.util.Objects;

import dev.marquee.query.json.ResponseTooLargeException;
import graphql.GraphQLContext;

/**
 * The bytes that the root fields of a request may still add to its response. When a field
 * has exceeded them, no other field of the request is read either.
 */
final class ResponseBudget {

	private int remainingBytes;

	private boolean exceeded;

	ResponseBudget(int maxBytes) {
		this.remainingBytes = maxBytes;
	}

	/** The budget of a request, which is in its context. */
	static ResponseBudget of(GraphQLContext context, int maxBytes) {
		return Objects
			.requireNonNull(context.computeIfAbsent(ResponseBudget.class, (missing) -> new ResponseBudget(maxBytes)));
	}

	/**
	 * The bytes that the next field may have.
	 * @throws ResponseTooLargeException if a field has exceeded the budget before
	 */
	synchronized int remainingBytes() {
		if (this.exceeded) {
			throw new ResponseTooLargeException();
		}
		return this.remainingBytes;
	}

	/**
	 * Subtracts the bytes of a field.
	 * @throws ResponseTooLargeException if they exceed the budget
	 */
	synchronized void spend(long bytes) {
		if (bytes > this.remainingBytes) {
			throw exceeded(new ResponseTooLargeException());
		}
		this.remainingBytes -= (int) bytes;
	}

	/** Notes that a field has exceeded the budget. */
	synchronized ResponseTooLargeException exceeded(ResponseTooLargeException cause) {
		this.exceeded = true;
		return cause;
	}

}
