package dev.marquee.pagination;

import org.jooq.Field;
import org.jooq.Table;

/**
 * One row of a page.
 *
 * @param listRow the row as it is found in the list
 * @param node the row of the type that the list is of; the same one where the list is of
 * that table itself
 */
public record Edge<S extends Table<?>, C extends Table<?>>(ConnectionPage<S> connectionPage, S listRow, C node) {

	Field<String> cursor() {
		return this.connectionPage.cursor(this.listRow);
	}

}
