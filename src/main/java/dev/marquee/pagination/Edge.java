package dev.marquee.pagination;

import org.jooq.Field;
import org.jooq.Table;

/**
 * An edge of a connection: one row of a page.
 *
 * @param listRow the row of the list
 * @param node the row of the object type; the same one if the list is read from the
 * type's own table
 */
public record Edge<S extends Table<?>, C extends Table<?>>(ConnectionPage<S> connectionPage, S listRow, C node) {

	Field<String> cursor() {
		return this.connectionPage.cursor(this.listRow);
	}

}
