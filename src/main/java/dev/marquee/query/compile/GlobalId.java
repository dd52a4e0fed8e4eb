package dev.marquee.query.compile;

import java.util.Optional;
import java.util.UUID;

import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * An id that is unique among the objects of all types, as Relay's object identification
 * asks: the type's prefix, an underscore, and the row's UUID.
 */
public record GlobalId(String prefix, UUID key) {

	/** Length of {@code 01234567-89ab-cdef-0123-456789abcdef}. */
	private static final int UUID_LENGTH = 36;

	/** Reads an id; empty when it is not of this form. */
	static Optional<GlobalId> parse(String id) {
		int end = id.indexOf('_');
		if (end < 0 || !id.chars().limit(end).allMatch((letter) -> letter >= 'a' && letter <= 'z')
				|| id.length() - end - 1 != UUID_LENGTH) {
			return Optional.empty();
		}
		try {
			return Optional.of(new GlobalId(id.substring(0, end), UUID.fromString(id.substring(end + 1))));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/**
	 * The row's key when the id is one of the type with this prefix, or else null, which
	 * is no row's key.
	 */
	public static @Nullable UUID parseKey(String id, String prefix) {
		return parse(id).filter((parsed) -> parsed.prefix().equals(prefix)).map(GlobalId::key).orElse(null);
	}

	/** The id of the row with this key. */
	public static String format(String prefix, UUID key) {
		return prefix + "_" + key;
	}

	/** The id of a row, by its key. */
	public static Field<String> expression(String prefix, Field<UUID> key) {
		return DSL.concat(DSL.inline(prefix + "_"), key.cast(SQLDataType.CLOB));
	}

	/**
	 * The SQL parameter for the keys within the ids that an argument holds; ids of
	 * another type have none.
	 */
	public static Field<UUID[]> keysParameter(Arguments arguments, String name, String prefix) {
		return arguments.bindList(name, SQLDataType.UUID, (String id) -> parseKey(id, prefix));
	}

	/** The SQL parameter for the key within the id that an argument holds. */
	public static Field<UUID> keyParameter(Arguments arguments, String name, String prefix) {
		return arguments.bind(name, SQLDataType.UUID, (String id) -> parseKey(id, prefix));
	}

}
