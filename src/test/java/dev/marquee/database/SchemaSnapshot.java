package dev.marquee.database;

import java.util.List;

import org.jooq.DSLContext;

/**
 * The definitions of all objects in the current schema, as PostgreSQL reports them.
 */
final class SchemaSnapshot {

	private static final String DEFINITIONS = """
			with own as (
			  select classid, objid from pg_depend
			  where refclassid = 'pg_namespace'::regclass and refobjid = current_schema()::regnamespace
			    and not exists (
			      select from pg_depend as extension
			      where extension.classid = pg_depend.classid and extension.objid = pg_depend.objid and extension.deptype = 'e'
			    )
			), relation as (
			  select pg_class.* from pg_class join own on classid = 'pg_class'::regclass and objid = pg_class.oid
			  where relname not like 'flyway%'
			)
			select concat_ws(' ', 'column', relation.relname, attname, format_type(atttypid, atttypmod), attnotnull,
			    attidentity, pg_get_expr(adbin, adrelid)) as definition
			  from relation join pg_attribute on attrelid = relation.oid and attnum > 0 and not attisdropped
			  left join pg_attrdef on adrelid = attrelid and adnum = attnum
			  where relkind in ('r', 'v')
			union all
			select concat_ws(' ', 'constraint', relname, conname, pg_get_constraintdef(pg_constraint.oid))
			  from relation join pg_constraint on conrelid = relation.oid
			union all
			select pg_get_indexdef(indexrelid) from relation join pg_index on indrelid = relation.oid
			union all
			select pg_get_triggerdef(pg_trigger.oid) from relation join pg_trigger on tgrelid = relation.oid where not tgisinternal
			union all
			select concat_ws(' ', 'view', relname, pg_get_viewdef(oid)) from relation where relkind = 'v'
			union all
			select pg_get_functiondef(objid) from own where classid = 'pg_proc'::regclass
			union all
			select concat_ws(' ', 'comment on', pg_describe_object(pg_description.classoid, pg_description.objoid, objsubid), description)
			  from own join pg_description on classoid = classid and objoid = objid
			order by 1""";

	private SchemaSnapshot() {
	}

	static List<String> of(DSLContext sql) {
		return sql.fetch(DEFINITIONS).getValues(0, String.class);
	}

}
