package dev.marquee;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SeededTriesTests {

	@Test
	void everyTryHasItsOwnSeed() {
		Set<Long> drawn = new HashSet<>();
		SeededTries.run(100, (random) -> drawn.add(random.nextLong()));
		assertThat(drawn).hasSize(100);
	}

	@Test
	void failureNamesTheSeedThatRepeatsIt() {
		AtomicLong drawn = new AtomicLong();
		assertThatThrownBy(() -> SeededTries.run(100, (random) -> {
			drawn.set(random.nextLong());
			throw new IllegalStateException("odd");
		})).isInstanceOfSatisfying(AssertionError.class, (failure) -> {
			String seed = failure.getMessage().replaceAll("(?s)-Dtries\\.seed=(-?\\d+) .*", "$1");
			assertThat(new Random(Long.parseLong(seed)).nextLong()).isEqualTo(drawn.get());
		}).hasMessageContaining("odd").hasRootCauseInstanceOf(IllegalStateException.class);
	}

}
