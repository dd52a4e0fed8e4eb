package dev.marquee.database;

import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Puts the pool of connections between what watches over it: the {@link Gate} before it
 * and the {@link PoolConnections} below it.
 */
@Component
class GuardedPool implements BeanPostProcessor, Ordered {

	private final ObjectProvider<Pulse> pulse;

	private final Environment settings;

	GuardedPool(ObjectProvider<Pulse> pulse, Environment settings) {
		this.pulse = pulse;
		this.settings = settings;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		return (bean instanceof HikariDataSource pool) ? guarded(pool, this.pulse.getObject()) : bean;
	}

	private Gate guarded(HikariDataSource pool, Pulse beats) {
		PoolConnections connections = new PoolConnections(pool, beats,
				DurationStyle.detectAndParse(this.settings.getRequiredProperty("marquee.statement-timeout")));
		pool.setDataSource(connections);
		beats.tell(connections);
		return new Gate(pool, beats, this.settings.getRequiredProperty("marquee.most-waiting-requests", Integer.class),
				DurationStyle.detectAndParse(this.settings.getRequiredProperty("marquee.longest-wait-for-connection")));
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
