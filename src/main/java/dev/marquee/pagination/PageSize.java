package dev.marquee.pagination;

import dev.marquee.query.compile.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * The number of rows that a page may have.
 *
 * @param byDefault the number without an argument
 */
record PageSize(int byDefault, int max) {

	/** More rows than a list can have. */
	private static final int ALL = 1_000_000_000;

	/** A page that is returned as one value. */
	static final PageSize OF_CONNECTION = new PageSize(20, 100);

	/** A page whose rows are returned one by one. */
	static final PageSize OF_ROWS = new PageSize(ALL, ALL);

	/** The number that the argument requests; null if it is absent. */
	@Nullable Integer read(Arguments arguments, String argument) {
		return arguments.has(argument) ? arguments.intBetween(argument, 1, this.max) : null;
	}

}
