package dev.marquee.selection;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * One event of a subscription on its way to all who are told the same.
 */
public final class Told {

	private final String cursor;

	private final Object json;

	/** Written for the first who is told, and shared by the others. */
	private volatile @Nullable Result result;

	/**
	 * Tells something.
	 * @param cursor the place after which the subscription can be resumed
	 * @param json the field's finished value, as a {@link Stream} gave it
	 */
	public Told(String cursor, Object json) {
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
	byte[] result(String field) {
		Result known = this.result;
		if (known == null || !known.field().equals(field)) {
			known = new Result(field, write(field));
			this.result = known;
		}
		return known.utf8();
	}

	/** Names of fields need no escapes. */
	private byte[] write(String field) {
		byte[] begin = ("{\"data\":{\"" + field + "\":").getBytes(StandardCharsets.UTF_8);
		byte[] value = ((Json) this.json).utf8();
		byte[] whole = new byte[begin.length + value.length + 2];
		System.arraycopy(begin, 0, whole, 0, begin.length);
		System.arraycopy(value, 0, whole, begin.length, value.length);
		whole[whole.length - 2] = '}';
		whole[whole.length - 1] = '}';
		return whole;
	}

	@SuppressWarnings("ArrayRecordComponent") // two of them are never compared
	private record Result(String field, byte[] utf8) {
	}

}
