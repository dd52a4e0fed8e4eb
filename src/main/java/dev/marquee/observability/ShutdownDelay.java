package dev.marquee.observability;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Delays the shutdown. Until it has passed, requests are served but readiness is down, so
 * that load balancers can send new requests elsewhere.
 */
@Component
@ConditionalOnWebApplication
class ShutdownDelay implements SmartLifecycle {

	private final Duration delay;

	private volatile boolean running;

	ShutdownDelay(@Value("${marquee.shutdown-delay}") Duration delay) {
		this.delay = delay;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		try {
			Thread.sleep(this.delay);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Stops first: phases stop in descending order. */
	@Override
	public int getPhase() {
		return Integer.MAX_VALUE;
	}

}
