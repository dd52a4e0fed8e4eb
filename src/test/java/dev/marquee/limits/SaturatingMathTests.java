package dev.marquee.limits;

import java.math.BigInteger;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import static org.assertj.core.api.Assertions.assertThat;

class SaturatingMathTests {

	private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

	@Property
	void addSaturatesAtLongMaxValue(@ForAll @LongRange(max = Long.MAX_VALUE) long one,
			@ForAll @LongRange(max = Long.MAX_VALUE) long other) {
		BigInteger exact = BigInteger.valueOf(one).add(BigInteger.valueOf(other));
		assertThat(SaturatingMath.add(one, other)).isEqualTo(exact.min(LARGEST).longValueExact());
	}

	@Property
	void multiplySaturatesAtLongMaxValue(@ForAll @LongRange(max = Long.MAX_VALUE) long one,
			@ForAll @LongRange(max = Long.MAX_VALUE) long other) {
		BigInteger exact = BigInteger.valueOf(one).multiply(BigInteger.valueOf(other));
		assertThat(SaturatingMath.multiply(one, other)).isEqualTo(exact.min(LARGEST).longValueExact());
	}

}
