package dev.marquee;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/**
 * The application's clock in tests: the system clock until a test fixes it at an instant.
 */
@Primary
@TestComponent
public class TestClock extends Clock {

	private volatile InstantSource source = InstantSource.system();

	public void fixAt(Instant instant) {
		this.source = InstantSource.fixed(instant);
	}

	public void useSystemTime() {
		this.source = InstantSource.system();
	}

	@Override
	public Instant instant() {
		return this.source.instant();
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return Clock.fixed(instant(), zone);
	}

}
