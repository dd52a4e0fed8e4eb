package dev.marquee.paging;

import org.jooq.Field;
import org.jooq.Table;

/**
 * One row of a page.
 *
 * @param found the row as it is found in the list
 * @param node the row of the type that the list is of; the same one where the list is of
 * that table itself
 */
public record Edge<S extends Table<?>, C extends Table<?>>(Page<S> page, S found, C node) {

	Field<String> cursor() {
		return this.page.cursor(this.found);
	}

}
