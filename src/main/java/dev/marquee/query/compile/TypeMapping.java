package dev.marquee.query.compile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Maps the fields of an object type to SQL expressions over a row. A type may have
 * several mappings, so that a feature can extend a type of another one, as {@code extend
 * type} does in the schema.
 *
 * @param <R> what represents a row: an aliased table, or a view of some of its columns
 */
public final class TypeMapping<R> {

	private final String type;

	private final Map<String, FieldMapping<R>> fields = new LinkedHashMap<>();

	private @Nullable NodeMapping nodeMapping;

	private TypeMapping(String type) {
		this.type = type;
	}

	/** A mapping of the type {@code Query}, whose fields have no parent row. */
	public static TypeMapping<RootValue> query() {
		return new TypeMapping<>("Query");
	}

	/**
	 * A mapping of the type {@code Subscription}; each of its fields is a
	 * {@link SubscriptionMapping}.
	 */
	public static TypeMapping<RootValue> subscription() {
		return new TypeMapping<>("Subscription");
	}

	/** A mapping of the type {@code Mutation}, whose fields have no parent row. */
	static TypeMapping<RootValue> mutation() {
		return new TypeMapping<>("Mutation");
	}

	/** A mapping of a type whose objects are rows of a table. */
	@SuppressWarnings("unused") // the table only determines R
	public static <T extends Table<?>> TypeMapping<T> of(String type, T table) {
		return new TypeMapping<>(type);
	}

	/**
	 * A mapping of a type that implements {@code Node}, whose objects are rows of a
	 * table. Its field {@code id} is a {@link GlobalId}.
	 * @param prefix the prefix of the type's ids
	 * @param key the column with the row's UUID
	 * @param version the column that changes with every change of a row, and of rows that
	 * belong to it and have no version of their own
	 */
	public static <T extends Table<?>> TypeMapping<T> node(String type, T table, String prefix,
			Function<T, Field<UUID>> key, Function<T, Field<Long>> version) {
		return TypeMapping.<T>of(type, table)
			.withNode(prefix, table, key, version, (row, compilation) -> DSL.noCondition());
	}

	/**
	 * A mapping of a type that implements {@code Node} and whose rows have no version of
	 * their own: a change of a row changes the versions of the objects that contain it.
	 * @param prefix the prefix of the type's ids
	 * @param key the column with the row's UUID
	 * @param findable the condition under which a row is found by its id
	 */
	public static <T extends Table<?>> TypeMapping<T> unversionedNode(String type, T table, String prefix,
			Function<T, Field<UUID>> key, BiFunction<T, Compilation, Condition> findable) {
		return TypeMapping.<T>of(type, table).withNode(prefix, table, key, null, findable);
	}

	@SuppressWarnings("unchecked") // an alias has the table's own type
	private TypeMapping<R> withNode(String prefix, Table<?> table, Function<R, Field<UUID>> key,
			@Nullable Function<R, Field<Long>> version, BiFunction<R, Compilation, Condition> findable) {
		this.nodeMapping = new NodeMapping(prefix, table, (row) -> key.apply((R) row),
				(version != null) ? (row) -> version.apply((R) row) : null,
				(row, compilation) -> findable.apply((R) row, compilation));
		return field("id", (row) -> GlobalId.expression(prefix, key.apply(row)));
	}

	/** A mapping of a type whose objects are made of columns of another type's row. */
	@SuppressWarnings("unused") // the class only determines R
	public static <R> TypeMapping<R> of(String type, Class<? super R> row) {
		return new TypeMapping<>(type);
	}

	/** A scalar or an enum: a column, or an expression over columns of the row. */
	public TypeMapping<R> field(String name, Function<R, Field<?>> column) {
		return add(name, VersionedFieldMapping.of((row, field, compilation) -> column.apply(row),
				(row, field, compilation) -> Optional.of(VersionStamp.EMPTY)));
	}

	/**
	 * A text that can be long: some thousand characters or more. Its cost in the schema
	 * should be, too.
	 */
	public TypeMapping<R> longText(String name, Function<R, Field<String>> column) {
		return add(name, VersionedFieldMapping.of((row, field, compilation) -> {
			compilation.responseBound().addLargeValue();
			return column.apply(row);
		}, (row, field, compilation) -> Optional.of(VersionStamp.EMPTY)));
	}

	/** An object made of columns of the same row. */
	public <S> TypeMapping<R> object(String name, Function<R, S> view) {
		return add(name,
				VersionedFieldMapping.of(
						(row, field, compilation) -> compilation.object(compilation.columns(field, view.apply(row))),
						(row, field, compilation) -> compilation.versionStamp(field, view.apply(row))));
	}

	/** An object made of columns of the same row; null unless the condition holds. */
	public <S> TypeMapping<R> object(String name, Function<R, Condition> present, Function<R, S> view) {
		return add(name,
				VersionedFieldMapping.of(
						(row, field, compilation) -> DSL.when(present.apply(row),
								compilation.object(compilation.columns(field, view.apply(row)))),
						(row, field, compilation) -> compilation.versionStamp(field, view.apply(row))
							.map((versionStamp) -> versionStamp.when(present.apply(row)))));
	}

	/** The only row of another table that belongs to this row; null without one. */
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

	/** The rows of another table that belong to this row. */
	public <C extends Table<?>> TypeMapping<R> toMany(String name, C table, RowQuery.Join<R, C> join) {
		return add(name, VersionedFieldMapping.of((row, field, compilation) -> {
			C other = compilation.alias(table);
			RowQuery rowQuery = compilation.withPolicy(join.rowQuery(row, other, field.arguments()), other);
			return compilation.partList(field, rowQuery, other);
		}, (row, field, compilation) -> {
			C other = compilation.alias(table);
			RowQuery rowQuery = compilation.withPolicy(join.rowQuery(row, other, field.arguments()), other);
			return compilation.versionStamp(field, other)
				.map((versionStamp) -> versionStamp.ofRows(rowQuery, compilation.nextAlias()));
		}));
	}

	/**
	 * A field of any other kind. Objects that select it are not cached, unless the
	 * mapping defines a {@link FieldMapping#versionStamp version stamp}.
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

	/**
	 * Represents the parent row of root fields, which have none.
	 */
	public enum RootValue {

		INSTANCE

	}

}
