package dev.marquee.venue;

import dev.marquee.db.tables.Venue;
import dev.marquee.db.tables.records.VenueRecord;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The table of venues with the number of their upcoming events: a column that only the
 * sources of a list in the order of this number have.
 */
final class RankedVenue extends Venue {

	static final RankedVenue RANKED_VENUE = new RankedVenue(DSL.name("venue"));

	final TableField<VenueRecord, Integer> UPCOMING_EVENTS = createField(DSL.name("upcoming_events"),
			SQLDataType.INTEGER.nullable(false), this, "");

	private RankedVenue(Name alias) {
		super(alias);
	}

	@Override
	public RankedVenue as(String alias) {
		return as(DSL.name(alias));
	}

	@Override
	public RankedVenue as(Name alias) {
		return new RankedVenue(alias);
	}

	@Override
	public RankedVenue as(Table<?> alias) {
		return as(alias.getQualifiedName());
	}

}
