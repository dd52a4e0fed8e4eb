package dev.marquee.query.compile;

import java.util.Optional;
import java.util.UUID;

import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * An id that is unique among the objects of all types, as Relay's Global Object
 * Identification specification requires: the type's prefix, an underscore, and the row's
 * UUID.
 */
public record GlobalId(String prefix, UUID key) {

	/** Length of {@code 01234567-89ab-cdef-0123-456789abcdef}. */
	private static final int UUID_LENGTH = 36;

	/** Parses an id; empty if it is malformed. */
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

	/** The row's key if the id has this prefix; otherwise null, which matches no row. */
	public static @Nullable UUID parseKey(String id, String prefix) {
		return parse(id).filter((parsed) -> parsed.prefix().equals(prefix)).map(GlobalId::key).orElse(null);
	}

	/** The id of the row with this key. */
	public static String format(String prefix, UUID key) {
		return prefix + "_" + key;
	}

	/** The SQL expression of the id of a row. */
	public static Field<String> expression(String prefix, Field<UUID> key) {
		return DSL.concat(DSL.inline(prefix + "_"), key.cast(SQLDataType.CLOB));
	}

	/** A bind parameter for the keys in a list of ids; null for ids of another type. */
	public static Field<UUID[]> keysParameter(Arguments arguments, String name, String prefix) {
		return arguments.bindList(name, SQLDataType.UUID, (String id) -> parseKey(id, prefix));
	}

	/** A bind parameter for the key in an id; null for an id of another type. */
	public static Field<UUID> keyParameter(Arguments arguments, String name, String prefix) {
		return arguments.bind(name, SQLDataType.UUID, (String id) -> parseKey(id, prefix));
	}

}
