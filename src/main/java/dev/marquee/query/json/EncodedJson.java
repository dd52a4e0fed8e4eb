package dev.marquee.query.json;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What came of a value that PostgreSQL sent: its JSON, and the fragments in it.
 */
public final class EncodedJson {

	static final EncodedJson NULL = new EncodedJson(null, List.of());

	private final byte @Nullable [] json;

	private final List<FragmentSpan> fragmentSpans;

	EncodedJson(byte @Nullable [] json, List<FragmentSpan> fragmentSpans) {
		this.json = json;
		this.fragmentSpans = fragmentSpans;
	}

	/** The text, in UTF-8; null when the value is null. */
	public byte @Nullable [] json() {
		return this.json;
	}

	/** The fragments in their order, or the places of those that are to be put in. */
	public List<FragmentSpan> fragmentSpans() {
		return this.fragmentSpans;
	}

	/**
	 * A fragment, or the place of one.
	 */
	public static final class FragmentSpan {

		private final int fragmentNumber;

		private final long mostSignificantBits;

		private final long leastSignificantBits;

		private final byte[] versionStamp;

		private final int start;

		private final int end;

		/**
		 * Notes a fragment.
		 * @param fragmentNumber its number in the statement
		 * @param mostSignificantBits the first half of the row's key
		 * @param leastSignificantBits the other half
		 * @param versionStamp for which it holds
		 * @param start where it begins in the JSON
		 * @param end where it ends; for a place that is where it begins
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

		/** The first half of the row's key. */
		public long high() {
			return this.mostSignificantBits;
		}

		/** The other half of the row's key. */
		public long low() {
			return this.leastSignificantBits;
		}

		public byte[] versionStamp() {
			return this.versionStamp;
		}

		public int start() {
			return this.start;
		}

		public byte[] slice(byte[] json) {
			return Arrays.copyOfRange(json, this.start, this.end);
		}

	}

}
