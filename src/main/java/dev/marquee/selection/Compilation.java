package dev.marquee.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.marquee.selection.Audience.Reach;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

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
				.ifPresent((node) -> columns.add(new Column(Marker.VERSION, Stamp.of(node, (Table<?>) row).text())));
		}
		selection.forEach((field) -> columns.add(new Column(field.key(), value(type, field, row))));
		return columns;
	}

	private Field<?> value(String type, SelectedField field, Object row) {
		return field.isTypeName() ? DSL.inline(type).cast(SQLDataType.CLOB)
				: this.mappings.field(type, field.name()).compile(row, field, this);
	}

	/**
	 * What a field selects of a row, as one value. It may be a fragment.
	 */
	public Field<?> object(SelectedField field, Object row) {
		Piece piece = piece(field.typeName(), field.selection(), row);
		return (piece.marker() != null) ? piece.marker() : ObjectSql.object(piece.columns(), this);
	}

	/** The same for each of some rows, as a list. */
	public Field<?> objects(SelectedField field, Rows rows, Object row) {
		Piece piece = piece(field.typeName(), field.selection(), row);
		return (piece.marker() != null) ? ObjectSql.list(rows.select(piece.marker()))
				: ObjectSql.many(rows, piece.columns(), this);
	}

	/** The same for the only row, or null when there is none. */
	Field<byte[]> one(String type, List<SelectedField> selection, Rows rows, Object row) {
		Piece piece = piece(type, selection, row);
		return (piece.marker() != null) ? ObjectSql.text(rows, piece.marker())
				: ObjectSql.one(rows, piece.columns(), this);
	}

	private Piece piece(String type, List<SelectedField> selection, Object row) {
		Fragment fragment = (this.insideFragment || this.rendering == Rendering.WHOLE) ? null
				: this.fragments.find(type, selection, this.sight.reach()).orElse(null);
		if (fragment == null) {
			return new Piece(null, columns(type, selection, row));
		}
		int number = numberOf(fragment);
		if (this.rendering == Rendering.FILLING) {
			return new Piece(null, fragmentColumns(number, type, selection, row));
		}
		return new Piece(begin(Marker.BEGIN + number, type, (Table<?>) row,
				stamp(type, selection, row).orElseThrow(IllegalStateException::new)), List.of());
	}

	/** The members of a fragment, with the markers by which it is found and cut out. */
	List<Column> fragmentColumns(int number, String type, List<SelectedField> selection, Object row) {
		List<Column> columns = new ArrayList<>();
		Table<?> table = (Table<?>) row;
		columns.add(new Column(Marker.BEGIN,
				begin(String.valueOf(number), type, table, Stamp.of(this.mappings.node(type), table))));
		this.insideFragment = true;
		selection.forEach((field) -> columns.add(new Column(field.key(), value(type, field, row))));
		this.insideFragment = false;
		columns.add(new Column(Marker.END, DSL.inline(0)));
		return columns;
	}

	private Field<String> begin(String start, String type, Table<?> row, Stamp stamp) {
		return stamp.textAfter(DSL.inline(start + ":"), this.mappings.node(type).key().apply(row), DSL.inline(":"));
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

	/** An object: its members, or the marker in its place. */
	private record Piece(@Nullable Field<String> marker, List<Column> columns) {
	}

}
