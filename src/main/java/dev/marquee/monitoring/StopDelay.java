package dev.marquee.monitoring;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * A while between being told to stop and stopping, in which everything is served, but
 * readiness says no: load balancers need it to send new requests elsewhere.
 */
@Component
@ConditionalOnWebApplication
class StopDelay implements SmartLifecycle {

	private final Duration length;

	private volatile boolean running;

	StopDelay(@Value("${marquee.stop-delay}") Duration length) {
		this.length = length;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		try {
			Thread.sleep(this.length);
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

	/** Stops before all others. */
	@Override
	public int getPhase() {
		return Integer.MAX_VALUE;
	}

}
