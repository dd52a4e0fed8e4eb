package dev.marquee.query.compile;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a root field of a document is answered: by one statement or, where its fragments
 * are mostly kept, by the skeleton of the answer. How many were is remembered with each
 * answer.
 */
public final class RootFieldPlan {

	/**
	 * Below this part a skeleton, and the rest in a second statement, cost more than all
	 * at once.
	 */
	private static final double MIN_HIT_RATIO = 0.25;

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
	 * @param fullStatement makes the whole answer, with what its fragments are known by
	 * @param templateStatement makes the answer with the places of fragments instead of
	 * them
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

	/** The fragments by their numbers. */
	public List<CacheableFragment> fragments() {
		return this.fragments;
	}

	/** The statement of the skeleton, if it is worthwhile now; else null. */
	public @Nullable CompiledStatement templateStatement() {
		return (this.hitRatio >= MIN_HIT_RATIO) ? this.templateStatement : null;
	}

	/** Remembers how many of some fragments were kept already. */
	public void recordHits(int hits, int total) {
		if (total > 0) {
			this.hitRatio = (1 - SMOOTHING_FACTOR) * this.hitRatio + SMOOTHING_FACTOR * hits / total;
		}
	}

}
