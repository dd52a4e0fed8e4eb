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
 * Places the connection pool between the {@link LoadSheddingDataSource} in front of it
 * and the {@link PhysicalConnectionDataSource} below it.
 */
@Component
class PoolConfigurer implements BeanPostProcessor, Ordered {

	private final ObjectProvider<DatabaseProbe> probe;

	private final Environment environment;

	PoolConfigurer(ObjectProvider<DatabaseProbe> probe, Environment environment) {
		this.probe = probe;
		this.environment = environment;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		return (bean instanceof HikariDataSource pool) ? configure(pool, this.probe.getObject()) : bean;
	}

	private LoadSheddingDataSource configure(HikariDataSource pool, DatabaseProbe probe) {
		PhysicalConnectionDataSource connections = new PhysicalConnectionDataSource(pool, probe,
				DurationStyle.detectAndParse(this.environment.getRequiredProperty("marquee.statement-timeout")));
		pool.setDataSource(connections);
		pool.setExceptionOverride(new ReadOnlyServerEviction());
		probe.addListener(connections);
		return new LoadSheddingDataSource(pool, probe,
				this.environment.getRequiredProperty("marquee.max-queued-requests", Integer.class),
				DurationStyle.detectAndParse(this.environment.getRequiredProperty("marquee.connection-wait-timeout")));
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
