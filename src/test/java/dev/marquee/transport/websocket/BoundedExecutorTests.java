package dev.marquee.transport.websocket;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class BoundedExecutorTests {

	private final Queue<Runnable> started = new ArrayDeque<>();

	private final BoundedExecutor executor = new BoundedExecutor(this.started::add, 2);

	private final List<Integer> ran = new ArrayList<>();

	@Test
	void tasksAboveTheLimitWaitInOrder() {
		for (int i = 0; i < 5; i++) {
			int number = i;
			this.executor.execute(() -> this.ran.add(number));
		}
		assertThat(this.started).hasSize(2);
		while (!this.started.isEmpty()) {
			this.started.remove().run();
			assertThat(this.started).hasSizeLessThanOrEqualTo(2);
		}
		assertThat(this.ran).containsExactly(0, 1, 2, 3, 4);
	}

	@Test
	void failedTaskLetsTheNextStart() {
		this.executor.execute(() -> {
			throw new IllegalStateException();
		});
		this.executor.execute(() -> this.ran.add(1));
		this.executor.execute(() -> this.ran.add(2));
		assertThatIllegalStateException().isThrownBy(() -> this.started.remove().run());
		assertThat(this.started).hasSize(2);
	}

	@Test
	void closingDropsWaitingTasks() {
		for (int i = 0; i < 5; i++) {
			int number = i;
			this.executor.execute(() -> this.ran.add(number));
		}
		this.executor.close();
		while (!this.started.isEmpty()) {
			this.started.remove().run();
		}
		assertThat(this.ran).containsExactly(0, 1);
		this.executor.execute(() -> this.ran.add(5));
		assertThat(this.started).hasSize(1);
	}

}
