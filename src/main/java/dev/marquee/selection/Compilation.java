package dev.marquee.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.marquee.selection.Audience.Reach;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * One selection on its way to become one statement.
 */
public final class Compilation {

	private final Mappings mappings;

	private final Rendering rendering;

	private final Sight sight;

	private final Fragments fragments;

	private final List<Fragment> found = new ArrayList<>();

	private final List<Shape> shapes = new ArrayList<>();

	private boolean insideFragment;

	private int aliases;

	Compilation(Mappings mappings, Rendering rendering, Reach reach, Fragments fragments) {
		this.mappings = mappings;
		this.rendering = rendering;
		this.sight = new Sight(mappings, reach);
		this.fragments = fragments;
	}

	/** The members of the objects that a field selects. */
	public List<Column> columns(SelectedField field, Object row) {
		return columns(field.typeName(), field.selection(), row);
	}

	private List<Column> columns(String type, List<SelectedField> selection, Object row) {
		List<Column> columns = new ArrayList<>(selection.size());
		if (this.insideFragment) {
			this.mappings.findNode(type)
				.ifPresent((node) -> columns.add(Column.stamp(Stamp.of(node, (Table<?>) row).whole())));
		}
		selection.forEach((field) -> columns.add(Column.member(field.key(), value(type, field, row))));
		return columns;
	}

	private Field<?> value(String type, SelectedField field, Object row) {
		return field.isTypeName() ? DSL.inline(type).cast(SQLDataType.CLOB)
				: this.mappings.field(type, field.name()).compile(row, field, this);
	}

	/** An object with these members. */
	public Field<byte[]> object(List<Column> columns) {
		return ObjectSql.object(columns, this);
	}

	/** What a field selects of each of some rows, as a list of objects. */
	public Field<byte[][]> list(SelectedField field, Rows rows, Object row) {
		return ObjectSql.many(rows, columns(field, row), this);
	}

	/**
	 * What a field selects of a row. It may be a fragment.
	 */
	public Field<?> object(SelectedField field, Object row) {
		return object(piece(field.typeName(), field.selection(), row));
	}

	/** The same for each of some rows, as a list whose objects may be fragments. */
	public Field<?> objects(SelectedField field, Rows rows, Object row) {
		return ObjectSql.many(rows, piece(field.typeName(), field.selection(), row), this);
	}

	/** The same for the only row, which may be a fragment, or null when there is none. */
	Field<byte[]> one(String type, List<SelectedField> selection, Rows rows, Object row) {
		return ObjectSql.one(rows, piece(type, selection, row), this);
	}

	private List<Column> piece(String type, List<SelectedField> selection, Object row) {
		Fragment fragment = (this.insideFragment || this.rendering == Rendering.WHOLE) ? null
				: this.fragments.find(type, selection, this.sight.reach()).orElse(null);
		if (fragment == null) {
			return columns(type, selection, row);
		}
		int number = numberOf(fragment);
		return (this.rendering == Rendering.FILLING) ? fragment(number, type, selection, row)
				: place(number, type, selection, row);
	}

	/** The columns of a fragment, with those by which it is known. */
	List<Column> fragment(int number, String type, List<SelectedField> selection, Object row) {
		List<Column> columns = new ArrayList<>();
		columns.add(Column.fragment(number, key(type, row)));
		this.insideFragment = true;
		columns.addAll(columns(type, selection, row));
		this.insideFragment = false;
		return columns;
	}

	private List<Column> place(int number, String type, List<SelectedField> selection, Object row) {
		List<Column> columns = new ArrayList<>();
		columns.add(Column.place(number, key(type, row)));
		stamp(type, selection, row).orElseThrow(IllegalStateException::new)
			.parts()
			.forEach((part) -> columns.add(Column.stamp(part)));
		return columns;
	}

	private Field<UUID> key(String type, Object row) {
		return this.mappings.node(type).key().apply((Table<?>) row);
	}

	private int numberOf(Fragment fragment) {
		return numberOf(fragment, this.found);
	}

	int numberOf(Shape shape) {
		return numberOf(shape, this.shapes);
	}

	private static <T> int numberOf(T one, List<T> all) {
		if (!all.contains(one)) {
			all.add(one);
		}
		return all.indexOf(one);
	}

	/** The stamp of what a field selects of a row. */
	Optional<Stamp> stamp(SelectedField field, Object row) {
		return stamp(field.typeName(), field.selection(), row);
	}

	/**
	 * The stamp of an object; empty when its JSON may change while all versions stay.
	 */
	Optional<Stamp> stamp(String type, List<SelectedField> selection, Object row) {
		Stamp stamp = this.mappings.findNode(type).map((node) -> Stamp.of(node, (Table<?>) row)).orElse(Stamp.NOTHING);
		for (SelectedField field : selection) {
			Optional<Stamp> more = stamp(type, field, row);
			if (more.isEmpty()) {
				return more;
			}
			stamp = stamp.and(more.get());
		}
		return Optional.of(stamp);
	}

	private Optional<Stamp> stamp(String type, SelectedField field, Object row) {
		if (field.isTypeName()) {
			return Optional.of(Stamp.NOTHING);
		}
		return field.takesArguments() ? Optional.empty()
				: this.mappings.field(type, field.name()).stamp(row, field, this);
	}

	/** The fragments of the statement; their places here are their numbers in it. */
	List<Fragment> fragments() {
		return List.copyOf(this.found);
	}

	Node node(String type) {
		return this.mappings.node(type);
	}

	/** The table under a name that no other part of the statement uses. */
	@SuppressWarnings("unchecked") // an alias has the table's own type
	public <T extends Table<?>> T alias(T table) {
		T row = (T) table.as(alias());
		this.sight.name(row, table);
		return row;
	}

	/**
	 * What holds for a row that the audience sees. It belongs wherever a table comes into
	 * the statement; most do by {@link #seen(Rows, Table) rows} of a mapping.
	 */
	public Condition seen(Table<?> row) {
		return this.sight.of(row);
	}

	/** Those of some rows that the audience sees. */
	Rows seen(Rows rows, Table<?> row) {
		return rows.where(seen(row));
	}

	/** The table under an alias, for rows that another statement has seen already. */
	<T extends Table<?>> T seenBefore(T table) {
		T row = alias(table);
		this.sight.ask(row);
		return row;
	}

	/**
	 * The finished statement.
	 * @throws IllegalStateException when something in it is not restricted to what the
	 * audience sees
	 */
	Statement statement(Select<?> select) {
		Statement statement = Statement.of(select, this.shapes);
		this.sight.check(statement.sql());
		return statement;
	}

	/** A name that no other part of the statement uses. */
	public String alias() {
		return "t" + ++this.aliases;
	}

}
