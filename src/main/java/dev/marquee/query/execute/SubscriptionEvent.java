package dev.marquee.query.execute;

import java.nio.charset.StandardCharsets;

import dev.marquee.query.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * One event of a subscription on its way to all who are told the same.
 */
public final class SubscriptionEvent {

	private final String cursor;

	private final Object json;

	/** Written for the first who is told, and shared by the others. */
	private volatile @Nullable EncodedResult encodedResult;

	/**
	 * Tells something.
	 * @param cursor the place after which the subscription can be resumed
	 * @param json the field's finished value, as a {@link CompiledSubscription} gave it
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

	/** The result of a subscription to a field of this name. */
	byte[] encodeResult(String field) {
		EncodedResult cached = this.encodedResult;
		if (cached == null || !cached.field().equals(field)) {
			cached = new EncodedResult(field, encode(field));
			this.encodedResult = cached;
		}
		return cached.utf8();
	}

	/** Names of fields need no escapes. */
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
