package dev.marquee.mutation;

import java.util.UUID;

import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.UpdatableRecord;

/**
 * A table whose rows mutations edit.
 *
 * @param name the name of a row in payloads and error messages
 * @param idPrefix the prefix of the rows' global ids
 * @param editedVersion the version of a row after its last edit
 * @param version the current version; it exceeds {@code editedVersion} after changes that
 * do not count as edits
 */
public record EditedTable<R extends UpdatableRecord<R>>(String name, String idPrefix, Table<R> table,
		TableField<R, UUID> id, TableField<R, Long> editedVersion, TableField<R, Long> version) {

}
