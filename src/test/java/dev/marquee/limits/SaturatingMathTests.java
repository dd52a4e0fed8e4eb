package dev.marquee.limits;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;

import dev.marquee.SeededTries;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SaturatingMathTests {

	private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

	private static final long ROOT = 3_037_000_499L;

	private static final List<Long> EDGES = List.of(0L, 1L, 2L, 3L, (long) Integer.MAX_VALUE, 1L << 31, ROOT - 1, ROOT,
			ROOT + 1, 1L << 32, Long.MAX_VALUE / 2, Long.MAX_VALUE / 2 + 1, Long.MAX_VALUE - 1, Long.MAX_VALUE);

	@Test
	void addSaturatesAtLongMaxValue() {
		forPairs((one, other) -> {
			BigInteger exact = BigInteger.valueOf(one).add(BigInteger.valueOf(other));
			assertThat(SaturatingMath.add(one, other)).as("%s + %s", one, other)
				.isEqualTo(exact.min(LARGEST).longValueExact());
		});
	}

	@Test
	void multiplySaturatesAtLongMaxValue() {
		forPairs((one, other) -> {
			BigInteger exact = BigInteger.valueOf(one).multiply(BigInteger.valueOf(other));
			assertThat(SaturatingMath.multiply(one, other)).as("%s × %s", one, other)
				.isEqualTo(exact.min(LARGEST).longValueExact());
		});
	}

	private static void forPairs(Pairs test) {
		EDGES.forEach((one) -> EDGES.forEach((other) -> test.accept(one, other)));
		SeededTries.run(1000, (random) -> test.accept(number(random), number(random)));
	}

	/** As many small numbers as large ones. */
	private static long number(Random random) {
		return random.nextLong() >>> (1 + random.nextInt(Long.SIZE - 1));
	}

	private interface Pairs {

		void accept(long one, long other);

	}

}
