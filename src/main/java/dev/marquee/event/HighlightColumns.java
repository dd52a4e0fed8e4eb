package dev.marquee.event;

import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The columns of {@link FullTextSearch#highlights}.
 */
record HighlightColumns(Field<String> field, Field<String[]> fragments) {

	HighlightColumns() {
		this(DSL.field("field", SQLDataType.CLOB), DSL.field("fragments", SQLDataType.CLOB.array()));
	}

}
