package dev.marquee.query.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.marquee.query.compile.AccessContext.AccessLevel;
import dev.marquee.query.json.RowLayout;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The compilation of one selection into one statement. It compiles the selected fields,
 * and verifies that the row policy of every table was applied.
 */
public final class Compilation {

	private final MappingRegistry mappingRegistry;

	private final RenderMode renderMode;

	private final RowPolicyCheck rowPolicyCheck;

	private final FragmentCompiler fragmentCompiler;

	private final List<CacheableFragment> usedFragments = new ArrayList<>();

	private final List<RowLayout> rowLayouts = new ArrayList<>();

	private final ResponseBound responseBound;

	private boolean insideFragment;

	private int aliasCount;

	Compilation(MappingRegistry mappingRegistry, RenderMode renderMode, AccessLevel accessLevel,
			FragmentCompiler fragmentCompiler) {
		this.mappingRegistry = mappingRegistry;
		this.renderMode = renderMode;
		this.rowPolicyCheck = new RowPolicyCheck(mappingRegistry, accessLevel);
		this.fragmentCompiler = fragmentCompiler;
		this.responseBound = fragmentCompiler.newResponseBound();
	}

	/** The columns of the objects that a field selects. */
	public List<RowColumn> columns(SelectedField field, Object row) {
		return columns(field.typeName(), field.selection(), row);
	}

	List<RowColumn> columns(String type, List<SelectedField> selection, Object row) {
		List<RowColumn> columns = new ArrayList<>(selection.size());
		if (this.insideFragment) {
			this.mappingRegistry.findVersionedNodeMapping(type)
				.ifPresent((nodeMapping) -> columns
					.add(RowColumn.versionStamp(VersionStamp.ofRow(nodeMapping, (Table<?>) row).concatenated())));
		}
		DistinctFields.of(selection)
			.addColumns(columns, (field) -> RowColumn.member(field.responseKey(), fieldValue(type, field, row)));
		return columns;
	}

	private Field<?> fieldValue(String type, SelectedField field, Object row) {
		return field.isTypeName() ? DSL.inline(type).cast(SQLDataType.CLOB)
				: this.mappingRegistry.fieldMapping(type, field.name()).compile(row, field, this);
	}

	/** An object with these columns. */
	public Field<byte[]> object(List<RowColumn> columns) {
		return ObjectSql.object(columns, this);
	}

	/** What a field selects of each row, as a list of objects. */
	public Field<byte[][]> list(SelectedField field, RowQuery rowQuery, Object row) {
		return this.responseBound.list(rowQuery, () -> object(columns(field, row)), nextAlias());
	}

	/** The same for rows that are parts of an object and therefore few. */
	Field<byte[][]> partList(SelectedField field, RowQuery rowQuery, Object row) {
		return this.responseBound.partList(rowQuery, () -> object(columns(field, row)), nextAlias());
	}

	ResponseBound responseBound() {
		return this.responseBound;
	}

	/**
	 * What a field selects of a row. The object is a {@link CacheableFragment} if
	 * possible.
	 */
	public Field<?> object(SelectedField field, Object row) {
		return object(objectColumns(field.typeName(), field.selection(), row));
	}

	/**
	 * What a field selects of each row, as a list of objects that are
	 * {@link CacheableFragment fragments} if possible.
	 */
	public Field<?> objects(SelectedField field, RowQuery rowQuery, Object row) {
		return this.responseBound.list(rowQuery, () -> object(objectColumns(field.typeName(), field.selection(), row)),
				nextAlias());
	}

	/**
	 * What is selected of the only row, as a {@link CacheableFragment} if possible; null
	 * without a row.
	 */
	Field<byte[]> objectOrNull(String type, List<SelectedField> selection, RowQuery rowQuery, Object row) {
		return ObjectSql.objectOrNull(rowQuery, objectColumns(type, selection, row), this);
	}

	private List<RowColumn> objectColumns(String type, List<SelectedField> selection, Object row) {
		CacheableFragment cacheableFragment = (this.insideFragment || this.renderMode == RenderMode.FULL) ? null
				: this.fragmentCompiler.find(type, selection, this.rowPolicyCheck.accessLevel()).orElse(null);
		if (cacheableFragment == null) {
			return columns(type, selection, row);
		}
		int number = register(cacheableFragment, this.usedFragments);
		return (this.renderMode == RenderMode.CACHE_FILL) ? fragmentColumns(number, type, selection, row)
				: placeholderColumns(number, type, selection, row);
	}

	/**
	 * The columns of a fragment: its number in the statement and the row's key, then the
	 * members, with the version stamp of each row that they are read from.
	 */
	List<RowColumn> fragmentColumns(int number, String type, List<SelectedField> selection, Object row) {
		List<RowColumn> columns = new ArrayList<>();
		columns.add(RowColumn.fragmentKey(number, nodeKey(type, row)));
		columns.add(RowColumn.versionStamp(RowVersion.SERVER));
		this.insideFragment = true;
		columns.addAll(columns(type, selection, row));
		this.insideFragment = false;
		return columns;
	}

	private List<RowColumn> placeholderColumns(int number, String type, List<SelectedField> selection, Object row) {
		List<RowColumn> columns = new ArrayList<>();
		columns.add(RowColumn.placeholder(number, nodeKey(type, row)));
		columns.add(RowColumn.versionStamp(RowVersion.SERVER));
		versionStamp(type, selection, row).orElseThrow(IllegalStateException::new)
			.parts()
			.forEach((part) -> columns.add(RowColumn.versionStamp(part)));
		return columns;
	}

	Field<UUID> nodeKey(String type, Object row) {
		return this.mappingRegistry.nodeMapping(type).key().apply((Table<?>) row);
	}

	int register(RowLayout rowLayout) {
		return register(rowLayout, this.rowLayouts);
	}

	private static <T> int register(T element, List<T> elements) {
		if (!elements.contains(element)) {
			elements.add(element);
		}
		return elements.indexOf(element);
	}

	/** The version stamp of what a field selects of a row. */
	Optional<VersionStamp> versionStamp(SelectedField field, Object row) {
		return versionStamp(field.typeName(), field.selection(), row);
	}

	/**
	 * The version stamp of an object; empty if its JSON may change while all row versions
	 * stay the same.
	 */
	Optional<VersionStamp> versionStamp(String type, List<SelectedField> selection, Object row) {
		VersionStamp versionStamp = this.mappingRegistry.findVersionedNodeMapping(type)
			.map((nodeMapping) -> VersionStamp.ofRow(nodeMapping, (Table<?>) row))
			.orElse(VersionStamp.EMPTY);
		for (SelectedField field : DistinctFields.of(selection).distinct()) {
			Optional<VersionStamp> fieldStamp = versionStamp(type, field, row);
			if (fieldStamp.isEmpty()) {
				return fieldStamp;
			}
			versionStamp = versionStamp.append(fieldStamp.get());
		}
		return Optional.of(versionStamp);
	}

	private Optional<VersionStamp> versionStamp(String type, SelectedField field, Object row) {
		if (field.isTypeName()) {
			return Optional.of(VersionStamp.EMPTY);
		}
		return this.mappingRegistry.fieldMapping(type, field.name()).versionStamp(row, field, this);
	}

	/** The fragments of the statement, by their numbers. */
	List<CacheableFragment> usedFragments() {
		return List.copyOf(this.usedFragments);
	}

	NodeMapping nodeMapping(String type) {
		return this.mappingRegistry.nodeMapping(type);
	}

	/** The table under an alias that is unique in the statement. */
	@SuppressWarnings("unchecked") // an alias has the table's own type
	public <T extends Table<?>> T alias(T table) {
		T row = (T) table.as(nextAlias());
		this.rowPolicyCheck.registerAlias(row, table);
		return row;
	}

	/**
	 * The condition of the table's row policy. It must be applied wherever a table enters
	 * the statement; {@link TypeMapping#toOne} and {@link TypeMapping#toMany} do so.
	 */
	public Condition policyCondition(Table<?> row) {
		return this.rowPolicyCheck.apply(row);
	}

	/** The rows that the table's row policy lets through. */
	RowQuery withPolicy(RowQuery rowQuery, Table<?> row) {
		return rowQuery.where(policyCondition(row));
	}

	/**
	 * The table under an alias without its row policy, for rows to which another
	 * statement of the same plan has applied it.
	 */
	<T extends Table<?>> T aliasWithoutPolicy(T table) {
		T row = alias(table);
		this.rowPolicyCheck.markHandled(row);
		return row;
	}

	/**
	 * The compiled statement.
	 * @throws IllegalStateException if a table with a row policy is read without it
	 */
	CompiledStatement toStatement(Select<?> select) {
		return CompiledStatement.of(select, this.rowLayouts, this.rowPolicyCheck);
	}

	/** An alias that is unique in the statement. */
	public String nextAlias() {
		return "t" + ++this.aliasCount;
	}

}
