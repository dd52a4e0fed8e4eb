package dev.marquee.query.compile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.marquee.query.compile.AccessContext.AccessLevel;
import org.jooq.Condition;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Applies the row policies of one statement, and verifies that they were applied to every
 * table in it, so that no field can omit them.
 */
final class RowPolicyCheck {

	private static final Pattern ALIASED_TABLE = Pattern.compile("\"(\\w+)\" as \"(t\\d+)\"");

	private final MappingRegistry mappingRegistry;

	private final AccessLevel accessLevel;

	private final Map<String, String> tableNames = new HashMap<>();

	private final Set<String> handledAliases = new HashSet<>();

	RowPolicyCheck(MappingRegistry mappingRegistry, AccessLevel accessLevel) {
		this.mappingRegistry = mappingRegistry;
		this.accessLevel = accessLevel;
	}

	AccessLevel accessLevel() {
		return this.accessLevel;
	}

	/** Registers the table of an alias. */
	void registerAlias(Table<?> row, Table<?> table) {
		this.tableNames.put(row.getName(), table.getName());
	}

	/** The condition of the table's row policy. */
	Condition apply(Table<?> row) {
		markHandled(row);
		return this.mappingRegistry.rowPolicy(this.tableNames.getOrDefault(row.getName(), row.getName()))
			.map((rowPolicy) -> rowPolicy.condition(row, this.accessLevel, BindParameter.ofOwner()))
			.orElseGet(DSL::noCondition);
	}

	/** Marks the row policy of an alias as handled. */
	void markHandled(Table<?> row) {
		this.handledAliases.add(row.getName());
	}

	void verify(String sql) {
		ALIASED_TABLE.matcher(sql).results().filter(this::isUnhandled).findAny().ifPresent((unhandled) -> {
			throw new IllegalStateException("Nobody has asked which rows may be seen of " + unhandled.group());
		});
	}

	private boolean isUnhandled(MatchResult alias) {
		return this.mappingRegistry.rowPolicy(alias.group(1)).isPresent()
				&& !this.handledAliases.contains(alias.group(2));
	}

}
