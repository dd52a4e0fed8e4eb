package dev.marquee.query.compile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * How the fields of an object type come from a row. Several mappings of one type add up,
 * so that a feature may extend a type of another, as {@code extend type} does in the
 * schema.
 *
 * @param <R> what stands for a row: an aliased table, or a view of some of its columns
 */
public final class TypeMapping<R> {

	private final String type;

	private final Map<String, FieldMapping<R>> fields = new LinkedHashMap<>();

	private @Nullable NodeMapping nodeMapping;

	private TypeMapping(String type) {
		this.type = type;
	}

	/** The fields of the type {@code Query}, which start from nothing. */
	public static TypeMapping<RootValue> query() {
		return new TypeMapping<>("Query");
	}

	/**
	 * The fields of the type {@code Subscription}, each of them a
	 * {@link SubscriptionMapping}.
	 */
	public static TypeMapping<RootValue> subscription() {
		return new TypeMapping<>("Subscription");
	}

	/** The fields of the type {@code Mutation}, which start from nothing. */
	static TypeMapping<RootValue> mutation() {
		return new TypeMapping<>("Mutation");
	}

	/** A type whose rows are those of a table. */
	@SuppressWarnings("unused") // the table only says what R is
	public static <T extends Table<?>> TypeMapping<T> of(String type, T table) {
		return new TypeMapping<>(type);
	}

	/**
	 * A type whose rows are those of a table, with an {@code id} by which
	 * {@code node(id:)} finds them, and a version that moves with every change of a row
	 * and of all that has no version of its own but belongs to it.
	 */
	public static <T extends Table<?>> TypeMapping<T> node(String type, T table, String prefix,
			Function<T, Field<UUID>> key, Function<T, Field<Long>> version) {
		TypeMapping<T> mapping = new TypeMapping<>(type);
		mapping.nodeMapping = NodeMapping.of(prefix, table, key, version);
		return mapping.field("id", (row) -> GlobalId.expression(prefix, key.apply(row)));
	}

	/** A type that is made of some columns of another one's row. */
	@SuppressWarnings("unused") // the class only says what R is
	public static <R> TypeMapping<R> of(String type, Class<? super R> row) {
		return new TypeMapping<>(type);
	}

	/** A scalar or an enum: a column, or an expression over columns. */
	public TypeMapping<R> field(String name, Function<R, Field<?>> column) {
		return add(name, VersionedFieldMapping.of((row, field, compilation) -> column.apply(row),
				(row, field, compilation) -> Optional.of(VersionStamp.EMPTY)));
	}

	/** An object made of columns of the same row. */
	public <S> TypeMapping<R> object(String name, Function<R, S> view) {
		return add(name,
				VersionedFieldMapping.of(
						(row, field, compilation) -> compilation.object(compilation.columns(field, view.apply(row))),
						(row, field, compilation) -> compilation.versionStamp(field, view.apply(row))));
	}

	/**
	 * An object made of columns of the same row, or null where the condition does not
	 * hold.
	 */
	public <S> TypeMapping<R> object(String name, Function<R, Condition> present, Function<R, S> view) {
		return add(name,
				VersionedFieldMapping.of(
						(row, field, compilation) -> DSL.when(present.apply(row),
								compilation.object(compilation.columns(field, view.apply(row)))),
						(row, field, compilation) -> compilation.versionStamp(field, view.apply(row))
							.map((versionStamp) -> versionStamp.when(present.apply(row)))));
	}

	/** The one row of another table that belongs to this one, or null. */
	public <C extends Table<?>> TypeMapping<R> toOne(String name, C table, RowQuery.Join<R, C> join) {
		return add(name, VersionedFieldMapping.of((row, field, compilation) -> {
			C other = compilation.alias(table);
			RowQuery rowQuery = compilation.withPolicy(join.rowQuery(row, other, field.arguments()), other);
			return (row == RootValue.INSTANCE)
					? compilation.objectOrNull(field.typeName(), field.selection(), rowQuery, other)
					: ObjectSql.objectOrNull(rowQuery, compilation.columns(field, other), compilation);
		}, (row, field, compilation) -> {
			C other = compilation.alias(table);
			RowQuery rowQuery = compilation.withPolicy(join.rowQuery(row, other, field.arguments()), other);
			return compilation.versionStamp(field, other).map((versionStamp) -> versionStamp.ofSingleRow(rowQuery));
		}));
	}

	/** All rows of another table that belong to this one. */
	public <C extends Table<?>> TypeMapping<R> toMany(String name, C table, RowQuery.Join<R, C> join) {
		return add(name, VersionedFieldMapping.of((row, field, compilation) -> {
			C other = compilation.alias(table);
			RowQuery rowQuery = compilation.withPolicy(join.rowQuery(row, other, field.arguments()), other);
			return compilation.list(field, rowQuery, other);
		}, (row, field, compilation) -> {
			C other = compilation.alias(table);
			RowQuery rowQuery = compilation.withPolicy(join.rowQuery(row, other, field.arguments()), other);
			return compilation.versionStamp(field, other)
				.map((versionStamp) -> versionStamp.ofRows(rowQuery, compilation.nextAlias()));
		}));
	}

	/**
	 * A field of any other kind. Objects with it are made anew for each answer, unless
	 * the mapping says what its value {@link FieldMapping#versionStamp depends on}.
	 */
	public TypeMapping<R> add(String name, FieldMapping<R> mapping) {
		if (this.fields.putIfAbsent(name, mapping) != null) {
			throw new IllegalArgumentException(this.type + "." + name + " is mapped twice");
		}
		return this;
	}

	@Nullable NodeMapping nodeMapping() {
		return this.nodeMapping;
	}

	String type() {
		return this.type;
	}

	Map<String, FieldMapping<R>> fields() {
		return Collections.unmodifiableMap(this.fields);
	}

	/** The row of {@code Query} and of {@code Mutation}: there is none. */
	public enum RootValue {

		INSTANCE

	}

}
