package dev.marquee.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;

/**
 * What Marquee needs of a PostgreSQL besides its version: UTF-8, a primary server, the
 * extensions and the privileges.
 */
final class DatabaseRequirements {

	/**
	 * The schema of the tables and whether it exists. It is the first one of the search
	 * path; PostgreSQL would skip it if it is missing, and use the next one.
	 */
	private static final String SCHEMA = """
			select quote_ident(name), exists (select from pg_namespace where nspname = name),
				quote_ident(current_user)
			from (select case when first = '$user' then coalesce(current_schema(), 'public') else first end from (
				select (parse_ident(trim(split_part(current_setting('search_path'), ',', 1))))[1]) as path (first)) as own (name)
			""";

	private static final String SERVER = """
			select current_setting('server_encoding'), pg_is_in_recovery(),
				current_setting('transaction_read_only')::boolean
			""";

	/**
	 * An extension that can neither be created nor used: its name, and its schema if it
	 * exists outside the search path.
	 */
	private static final String UNUSABLE_EXTENSION = """
			select required.name, quote_ident(nspname)
			from unnest(array['cube', 'fuzzystrmatch', 'pg_trgm', 'unaccent']) as required (name)
			left join pg_extension on extname = required.name
			left join pg_namespace on pg_namespace.oid = extnamespace
			left join lateral (select name from pg_available_extension_versions as version
				where version.name = required.name
				and (version.trusted and has_database_privilege(current_database(), 'create')
					or (select rolsuper from pg_roles where rolname = current_user))
				limit 1) as available on true
			where (extname is null and available.name is null) or (extname is not null and nspname <> all (current_schemas(true)))
			order by 1 limit 1
			""";

	/**
	 * Whether the role may create objects in the schema of the tables, and owns the
	 * existing ones. The owner of Flyway's table owns them all.
	 */
	private static final String MAY_MIGRATE = """
			select has_schema_privilege(current_schema(), 'create') and not exists (
				select from pg_class where oid = to_regclass('flyway_schema_history') and not pg_has_role(relowner, 'usage'))
			""";

	private static final String MAY_CREATE_SCHEMA = "select has_database_privilege(current_database(), 'create')";

	/**
	 * A table of Marquee that the role cannot see, or may not read and write. The tables
	 * of Marquee have the owner of Flyway's table.
	 */
	private static final String FORBIDDEN_TABLE = """
			select 'event' as relname where to_regclass('event') is null
			union all
			select relname from pg_class
			where relnamespace = current_schema()::regnamespace and relname <> 'flyway_schema_history'
			and relowner = (select relowner from pg_class where oid = to_regclass('flyway_schema_history'))
			and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
			and case relkind
				when 'r' then not (has_table_privilege(oid, 'select') and has_table_privilege(oid, 'insert')
					and has_table_privilege(oid, 'update') and has_table_privilege(oid, 'delete'))
				when 'v' then not has_table_privilege(oid, 'select')
				else false end
			order by relname limit 1
			""";

	private DatabaseRequirements() {
	}

	/**
	 * Finds the first requirement of the server that is not met.
	 * @return null if all are met
	 */
	static @Nullable UnusableDatabaseException findProblem(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet server = statement.executeQuery(SERVER)) {
			server.next();
			if (!server.getString(1).equals("UTF8")) {
				return UnusableDatabaseException.encoding(server.getString(1));
			}
			if (server.getBoolean(2)) {
				return UnusableDatabaseException.standby();
			}
			if (server.getBoolean(3)) {
				return UnusableDatabaseException.readOnly();
			}
		}
		return findExtensionProblem(connection);
	}

	private static @Nullable UnusableDatabaseException findExtensionProblem(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet extension = statement.executeQuery(UNUSABLE_EXTENSION)) {
			if (!extension.next()) {
				return null;
			}
			String name = extension.getString(1);
			String schema = extension.getString(2);
			return (schema != null)
					? UnusableDatabaseException.extensionElsewhere(name, schema, OwnSchema.of(connection).name())
					: UnusableDatabaseException.noExtension(name);
		}
	}

	/**
	 * Finds out whether the role of the connection may run migrations.
	 * @return null if it may
	 */
	static @Nullable UnusableDatabaseException findMigrationProblem(Connection connection) throws SQLException {
		OwnSchema schema = OwnSchema.of(connection);
		return "t".equals(fetchText(connection, schema.exists() ? MAY_MIGRATE : MAY_CREATE_SCHEMA)) ? null
				: UnusableDatabaseException.noMigrationPrivilege(schema.role(), schema.name());
	}

	/**
	 * Finds out whether the role of the connection may read and write the migrated
	 * tables.
	 * @return null if it may
	 */
	static @Nullable UnusableDatabaseException findPrivilegeProblem(Connection connection) throws SQLException {
		String table = fetchText(connection, FORBIDDEN_TABLE);
		if (table == null) {
			return null;
		}
		OwnSchema schema = OwnSchema.of(connection);
		return UnusableDatabaseException.noPrivilege(schema.role(), schema.name(), table);
	}

	/** Whether the schema of the tables exists. */
	static boolean schemaExists(Connection connection) throws SQLException {
		return OwnSchema.of(connection).exists();
	}

	static void createSchema(Connection connection) throws SQLException {
		try (Statement create = connection.createStatement()) {
			create.execute("create schema if not exists " + OwnSchema.of(connection).name());
		}
	}

	private static @Nullable String fetchText(Connection connection, String query) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(query)) {
			return result.next() ? result.getString(1) : null;
		}
	}

	/**
	 * The schema of the tables.
	 *
	 * @param name its name as an SQL identifier
	 * @param role the role of the connection as an SQL identifier
	 */
	private record OwnSchema(String name, boolean exists, String role) {

		static OwnSchema of(Connection connection) throws SQLException {
			try (Statement statement = connection.createStatement();
					ResultSet schema = statement.executeQuery(SCHEMA)) {
				schema.next();
				return new OwnSchema(schema.getString(1), schema.getBoolean(2), schema.getString(3));
			}
		}

	}

}
