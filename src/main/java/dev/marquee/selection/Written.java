package dev.marquee.selection;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What came of a value that PostgreSQL sent: its JSON, and the fragments in it.
 */
final class Written {

	static final Written NULL = new Written(null, List.of());

	private final byte @Nullable [] json;

	private final List<Found> found;

	Written(byte @Nullable [] json, List<Found> found) {
		this.json = json;
		this.found = found;
	}

	/** The text, in UTF-8; null when the value is null. */
	byte @Nullable [] json() {
		return this.json;
	}

	/** The fragments in their order, or the places of those that are to be put in. */
	List<Found> found() {
		return this.found;
	}

	/**
	 * A fragment, or the place of one.
	 */
	static final class Found {

		private final int number;

		private final long high;

		private final long low;

		private final byte[] stamp;

		private final int from;

		private final int to;

		/**
		 * Notes a fragment.
		 * @param number its number in the statement
		 * @param high the first half of the row's key
		 * @param low the other half
		 * @param stamp for which it holds
		 * @param from where it begins in the JSON
		 * @param to where it ends; for a place that is where it begins
		 */
		Found(int number, long high, long low, byte[] stamp, int from, int to) {
			this.number = number;
			this.high = high;
			this.low = low;
			this.stamp = stamp;
			this.from = from;
			this.to = to;
		}

		int number() {
			return this.number;
		}

		/** The first half of the row's key. */
		long high() {
			return this.high;
		}

		/** The other half of the row's key. */
		long low() {
			return this.low;
		}

		byte[] stamp() {
			return this.stamp;
		}

		int from() {
			return this.from;
		}

		byte[] in(byte[] json) {
			return Arrays.copyOfRange(json, this.from, this.to);
		}

	}

}
