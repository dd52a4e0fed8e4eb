package dev.marquee.query.execute;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Looks on while statements run.
 */
public interface StatementObserver {

	StatementObserver NOOP = new StatementObserver() {

		@Override
		public <T extends @Nullable Object> T observe(StatementKind statementKind, String sql, Supplier<T> execution) {
			return execution.get();
		}

	};

	/** Runs the statement, and returns what it returns. */
	<T extends @Nullable Object> T observe(StatementKind statementKind, String sql, Supplier<T> execution);

	/**
	 * What a statement is for.
	 */
	enum StatementKind {

		/** An answer, whole or its skeleton. */
		ANSWER,

		/** The fragments that a skeleton lacks. */
		FRAGMENTS,

		/** A stretch of a subscription. */
		STREAM

	}

}
