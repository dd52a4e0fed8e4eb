package dev.marquee.query.compile;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The statements of a root field. A plan with cacheable fragments has a second statement,
 * which returns a template without them. It is used if the cache holds enough of the
 * fragments; their hit ratio is updated with each response.
 */
public final class RootFieldPlan {

	/**
	 * Below this hit ratio, a template and a second statement for the missing fragments
	 * cost more than the full statement.
	 */
	private static final double MIN_HIT_RATIO = 0.25;

	/**
	 * The weight of the latest response in the hit ratio, an exponential moving average.
	 */
	private static final double SMOOTHING_FACTOR = 0.5;

	private final CompiledStatement fullStatement;

	private final List<CacheableFragment> fragments;

	private final @Nullable CompiledStatement templateStatement;

	private volatile double hitRatio;

	/** A plan without fragments. */
	RootFieldPlan(CompiledStatement fullStatement) {
		this(fullStatement, List.of(), null);
	}

	/**
	 * A plan with fragments.
	 * @param fullStatement returns the whole value, with the keys and version stamps of
	 * its fragments
	 * @param templateStatement returns the value with placeholders instead of fragments;
	 * null if the plan is for rows
	 */
	RootFieldPlan(CompiledStatement fullStatement, List<CacheableFragment> fragments,
			@Nullable CompiledStatement templateStatement) {
		this.fullStatement = fullStatement;
		this.fragments = fragments;
		this.templateStatement = templateStatement;
	}

	public CompiledStatement fullStatement() {
		return this.fullStatement;
	}

	/** The fragments by their numbers in the statements. */
	public List<CacheableFragment> fragments() {
		return this.fragments;
	}

	/**
	 * The statement that returns a template if the hit ratio makes it worthwhile;
	 * otherwise null.
	 */
	public @Nullable CompiledStatement templateStatement() {
		return (this.hitRatio >= MIN_HIT_RATIO) ? this.templateStatement : null;
	}

	/** Updates the hit ratio with the fragments of one response. */
	public void recordHits(int hits, int total) {
		if (total > 0) {
			this.hitRatio = (1 - SMOOTHING_FACTOR) * this.hitRatio + SMOOTHING_FACTOR * hits / total;
		}
	}

}
