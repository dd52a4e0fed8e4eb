package dev.marquee.query.execute;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Observes the execution of statements.
 */
public interface StatementObserver {

	StatementObserver NOOP = new StatementObserver() {

		@Override
		public <T extends @Nullable Object> T observe(StatementKind statementKind, String sql, Supplier<T> execution) {
			return execution.get();
		}

	};

	/** Executes the statement and returns its result. */
	<T extends @Nullable Object> T observe(StatementKind statementKind, String sql, Supplier<T> execution);

	/**
	 * What a statement returns. Metrics and {@code extensions.plan} have the names in
	 * lower case.
	 */
	enum StatementKind {

		/** The whole value of a root field. */
		FULL,

		/** The value of a root field with placeholders for cached fragments. */
		TEMPLATE,

		/** The fragments that are missing in the cache. */
		FRAGMENTS,

		/** Rows of a subscription. */
		SUBSCRIPTION,

		/** The objects of a list, one a row. */
		ROWS

	}

}
