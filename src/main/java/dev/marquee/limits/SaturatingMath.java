package dev.marquee.limits;

/**
 * Addition and multiplication of non-negative numbers that saturate at
 * {@link Long#MAX_VALUE} instead of overflowing.
 */
final class SaturatingMath {

	private SaturatingMath() {
	}

	static long add(long one, long other) {
		long sum = one + other;
		return (sum < 0) ? Long.MAX_VALUE : sum;
	}

	static long multiply(long one, long other) {
		if (one == 0 || other == 0) {
			return 0;
		}
		return (one > Long.MAX_VALUE / other) ? Long.MAX_VALUE : one * other;
	}

}
