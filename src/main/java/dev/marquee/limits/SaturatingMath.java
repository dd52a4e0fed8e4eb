package dev.marquee.limits;

/**
 * Sums and products of numbers that are not negative, which end at the largest number
 * there is instead of beginning anew.
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
