package dev.marquee.mutation;

import java.util.UUID;

import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.UpdatableRecord;

/**
 * A table whose rows mutations edit.
 *
 * @param name the name of a row in payloads and in messages
 * @param idPrefix the prefix of its ids
 * @param editedVersion the version that the last edit left
 * @param version the version now; what moved it on since the last edit was none
 */
public record EditedTable<R extends UpdatableRecord<R>>(String name, String idPrefix, Table<R> table,
		TableField<R, UUID> id, TableField<R, Long> editedVersion, TableField<R, Long> version) {

}
