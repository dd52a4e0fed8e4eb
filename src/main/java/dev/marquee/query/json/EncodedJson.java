package dev.marquee.query.json;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The JSON of a value that PostgreSQL returned, and the positions of the cacheable
 * fragments in it.
 */
public final class EncodedJson {

	static final EncodedJson NULL = new EncodedJson(null, List.of());

	private final byte @Nullable [] json;

	private final List<FragmentSpan> fragmentSpans;

	EncodedJson(byte @Nullable [] json, List<FragmentSpan> fragmentSpans) {
		this.json = json;
		this.fragmentSpans = fragmentSpans;
	}

	/** The JSON in UTF-8; null if the value is null. */
	public byte @Nullable [] json() {
		return this.json;
	}

	/** The fragments, or the placeholders for them, in the order of their positions. */
	public List<FragmentSpan> fragmentSpans() {
		return this.fragmentSpans;
	}

	/**
	 * A fragment in the JSON, or a placeholder for one.
	 */
	public static final class FragmentSpan {

		private final int fragmentNumber;

		private final long mostSignificantBits;

		private final long leastSignificantBits;

		private final byte[] versionStamp;

		private final int start;

		private final int end;

		/**
		 * Creates a span.
		 * @param fragmentNumber the number of the fragment in the statement
		 * @param mostSignificantBits the first half of the row's key
		 * @param leastSignificantBits the second half of the row's key
		 * @param versionStamp the versions for which the fragment is valid
		 * @param start the position of its first byte in the JSON
		 * @param end the position after its last byte; equal to {@code start} for a
		 * placeholder
		 */
		public FragmentSpan(int fragmentNumber, long mostSignificantBits, long leastSignificantBits,
				byte[] versionStamp, int start, int end) {
			this.fragmentNumber = fragmentNumber;
			this.mostSignificantBits = mostSignificantBits;
			this.leastSignificantBits = leastSignificantBits;
			this.versionStamp = versionStamp;
			this.start = start;
			this.end = end;
		}

		public int fragmentNumber() {
			return this.fragmentNumber;
		}

		public long mostSignificantBits() {
			return this.mostSignificantBits;
		}

		public long leastSignificantBits() {
			return this.leastSignificantBits;
		}

		public byte[] versionStamp() {
			return this.versionStamp;
		}

		public int start() {
			return this.start;
		}

		/** The span of the same fragment in a copy of the JSON around it. */
		FragmentSpan movedBy(int distance) {
			return new FragmentSpan(this.fragmentNumber, this.mostSignificantBits, this.leastSignificantBits,
					this.versionStamp, this.start + distance, this.end + distance);
		}

		/** The bytes of the fragment. */
		public byte[] slice(byte[] json) {
			return Arrays.copyOfRange(json, this.start, this.end);
		}

	}

}
