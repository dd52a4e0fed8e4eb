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
	 * What a statement returns.
	 */
	enum StatementKind {

		/** The value of a root field, or a template of it. */
		ANSWER,

		/** The fragments that are missing for a template. */
		FRAGMENTS,

		/** Rows of a subscription. */
		STREAM

	}

}
