package dev.marquee.selection;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.marquee.selection.Audience.Reach;
import org.jooq.Condition;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Which rows the audience of one statement sees, and whether that was asked of each table
 * in it, so that no field can forget to.
 */
final class Sight {

	private static final Pattern ALIASED = Pattern.compile("\"(\\w+)\" as \"(t\\d+)\"");

	private final Mappings mappings;

	private final Reach reach;

	private final Map<String, String> tables = new HashMap<>();

	private final Set<String> asked = new HashSet<>();

	Sight(Mappings mappings, Reach reach) {
		this.mappings = mappings;
		this.reach = reach;
	}

	Reach reach() {
		return this.reach;
	}

	/** Remembers which table an alias is of. */
	void name(Table<?> row, Table<?> table) {
		this.tables.put(row.getName(), table.getName());
	}

	/** What holds for a row that is seen. */
	Condition of(Table<?> row) {
		ask(row);
		return this.mappings.visibility(this.tables.getOrDefault(row.getName(), row.getName()))
			.map((visibility) -> visibility.of(row, this.reach, Slot.ofOwner()))
			.orElseGet(DSL::noCondition);
	}

	/** Notes that somebody takes care of the rows of an alias. */
	void ask(Table<?> row) {
		this.asked.add(row.getName());
	}

	void check(String sql) {
		ALIASED.matcher(sql).results().filter(this::wasForgotten).findAny().ifPresent((forgotten) -> {
			throw new IllegalStateException("Nobody has asked which rows may be seen of " + forgotten.group());
		});
	}

	private boolean wasForgotten(MatchResult alias) {
		return this.mappings.visibility(alias.group(1)).isPresent() && !this.asked.contains(alias.group(2));
	}

}
