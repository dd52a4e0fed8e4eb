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
 * Records every SQL statement that the application sends to the database.
 */
@TestComponent
public class StatementRecorder implements BeanPostProcessor {

	private final Queue<String> recorded = new ConcurrentLinkedQueue<>();

	private volatile Consumer<String> listener = (statement) -> {
	};

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		if (!(bean instanceof DataSource dataSource)) {
			return bean;
		}
		return ProxyDataSourceBuilder.create(dataSource)
			.beforeQuery((execution, queries) -> queries.stream()
				.map(QueryInfo::getQuery)
				.forEach((statement) -> this.listener.accept(statement)))
			.afterQuery((execution, queries) -> queries.stream().map(QueryInfo::getQuery).forEach(this.recorded::add))
			.build();
	}

	/** Returns the statements since the last call of {@link #reset()}. */
	public List<String> recorded() {
		return List.copyOf(this.recorded);
	}

	/** Sets a listener that is called before each statement, until {@link #reset()}. */
	public void onStatement(Consumer<String> listener) {
		this.listener = listener;
	}

	public void reset() {
		this.recorded.clear();
		this.listener = (statement) -> {
		};
	}

}
