package dev.marquee.paging;

import java.util.List;
import java.util.function.Function;

import org.jooq.Field;
import org.jooq.Table;

/**
 * The order of a list: ascending by columns that are never null and of which the last is
 * unique, so that every row has a place of its own and an index on just these columns
 * leads to it.
 *
 * @param name stands in the cursors, so that those of one order are refused by another
 * @param columns the columns of an alias of the table, most significant first
 */
public record Ordering<C extends Table<?>>(String name, Function<C, List<Field<?>>> columns) {

}
