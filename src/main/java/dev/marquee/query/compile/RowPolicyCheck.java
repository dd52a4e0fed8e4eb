package dev.marquee.query.compile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.marquee.query.compile.AccessContext.AccessLevel;
import org.jooq.Condition;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.VisitContext;
import org.jooq.VisitListener;
import org.jooq.impl.DSL;

/**
 * Applies the row policies of one statement, and verifies that they were applied to every
 * table in it, so that no field can omit them.
 */
final class RowPolicyCheck implements VisitListener {

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

	/**
	 * Marks the row policy of an alias as handled: applied here or in another statement.
	 */
	void markHandled(Table<?> row) {
		this.handledAliases.add(row.getName());
	}

	/**
	 * Checks each table that a statement reads, when it is rendered.
	 * @throws IllegalStateException if the table has a row policy that was not applied
	 */
	@Override
	public void visitStart(VisitContext context) {
		if (context.queryPart() instanceof Table<?> table && context.context().declareTables()
				&& this.mappingRegistry.rowPolicy(table.getName()).isPresent()
				&& !this.handledAliases.contains(nameOf(table, context))) {
			throw new IllegalStateException(
					"No row policy was applied to \"" + table.getName() + "\" as \"" + nameOf(table, context) + '"');
		}
	}

	/**
	 * The name of a table in the statement: its alias, if it has one. jOOQ visits an
	 * aliased table two levels below its alias, with an internal query part between them.
	 */
	private static String nameOf(Table<?> table, VisitContext context) {
		QueryPart[] path = context.queryParts();
		int last = path.length - 1;
		return (last >= 2 && !(path[last - 1] instanceof Table) && path[last - 2] instanceof Table<?> alias)
				? alias.getName() : table.getName();
	}

}
