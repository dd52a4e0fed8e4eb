package dev.marquee;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import javax.sql.DataSource;

import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestComponent;

/**
 * Notes every statement that the application sends to the database.
 */
@TestComponent
public class Statements implements BeanPostProcessor {

	private final Queue<String> sent = new ConcurrentLinkedQueue<>();

	private volatile Consumer<String> before = (statement) -> {
	};

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		if (!(bean instanceof DataSource dataSource)) {
			return bean;
		}
		return ProxyDataSourceBuilder.create(dataSource)
			.beforeQuery((execution, queries) -> queries.stream()
				.map(QueryInfo::getQuery)
				.forEach((statement) -> this.before.accept(statement)))
			.afterQuery((execution, queries) -> queries.stream().map(QueryInfo::getQuery).forEach(this.sent::add))
			.build();
	}

	/** What has been sent since the last call of {@link #forget()}. */
	public List<String> sent() {
		return List.copyOf(this.sent);
	}

	/** Lets something happen before each statement. */
	public void before(Consumer<String> before) {
		this.before = before;
	}

	public void forget() {
		this.sent.clear();
		this.before = (statement) -> {
		};
	}

}
