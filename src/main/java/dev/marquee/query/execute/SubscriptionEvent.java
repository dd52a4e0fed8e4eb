package dev.marquee.query.execute;

import java.nio.charset.StandardCharsets;

import dev.marquee.query.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * One event of a subscription, which is encoded once for all its subscribers.
 */
public final class SubscriptionEvent {

	/** The value, and the result with it. */
	private static final int ENCODINGS = 2;

	private final String cursor;

	private final Object json;

	/**
	 * Encoded for the first subscriber, and shared by those with the same response key.
	 */
	private volatile @Nullable EncodedResult encodedResult;

	/**
	 * Creates an event.
	 * @param cursor the position after which the subscription can be resumed
	 * @param json the encoded value of the field, as a {@link CompiledSubscription}
	 * returned it
	 */
	public SubscriptionEvent(String cursor, Object json) {
		this.cursor = cursor;
		this.json = json;
	}

	String cursor() {
		return this.cursor;
	}

	Object json() {
		return this.json;
	}

	/** The heap that the event takes, in bytes. */
	public int heapBytes() {
		return ENCODINGS * ((RawJson) this.json).utf8().length;
	}

	/** The result with the field under this response key. */
	byte[] encodeResult(String field) {
		EncodedResult cached = this.encodedResult;
		if (cached == null || !cached.field().equals(field)) {
			cached = new EncodedResult(field, encode(field));
			this.encodedResult = cached;
		}
		return cached.utf8();
	}

	/** A response key needs no escape in JSON. */
	private byte[] encode(String field) {
		byte[] prefix = ("{\"data\":{\"" + field + "\":").getBytes(StandardCharsets.UTF_8);
		byte[] value = ((RawJson) this.json).utf8();
		byte[] result = new byte[prefix.length + value.length + 2];
		System.arraycopy(prefix, 0, result, 0, prefix.length);
		System.arraycopy(value, 0, result, prefix.length, value.length);
		result[result.length - 2] = '}';
		result[result.length - 1] = '}';
		return result;
	}

	@SuppressWarnings("ArrayRecordComponent") // two of them are never compared
	private record EncodedResult(String field, byte[] utf8) {
	}

}
