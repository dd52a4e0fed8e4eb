package dev.marquee.selection;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a root field of a document is answered: by one statement or, where its fragments
 * are mostly kept, by the skeleton of the answer. How many were is remembered with each
 * answer.
 */
final class Plan {

	/**
	 * Below this part a skeleton, and the rest in a second statement, cost more than all
	 * at once.
	 */
	private static final double ENOUGH_KEPT = 0.25;

	private static final double WEIGHT_OF_LATEST = 0.5;

	private final Statement whole;

	private final List<Fragment> fragments;

	private final @Nullable Statement skeleton;

	private volatile double kept;

	/** A plan without fragments. */
	Plan(Statement whole) {
		this(whole, List.of(), null);
	}

	/**
	 * A plan with fragments.
	 * @param whole makes the whole answer, with what its fragments are known by
	 * @param skeleton makes the answer with the places of fragments instead of them
	 */
	Plan(Statement whole, List<Fragment> fragments, @Nullable Statement skeleton) {
		this.whole = whole;
		this.fragments = fragments;
		this.skeleton = skeleton;
	}

	Statement whole() {
		return this.whole;
	}

	/** The fragments by their numbers. */
	List<Fragment> fragments() {
		return this.fragments;
	}

	/** The statement of the skeleton, if it is worthwhile now; else null. */
	@Nullable Statement skeleton() {
		return (this.kept >= ENOUGH_KEPT) ? this.skeleton : null;
	}

	/** Remembers how many of some fragments were kept already. */
	void found(int kept, int of) {
		if (of > 0) {
			this.kept = (1 - WEIGHT_OF_LATEST) * this.kept + WEIGHT_OF_LATEST * kept / of;
		}
	}

}
