package dev.marquee.organizer;

import dev.marquee.db.tables.Organizer;
import dev.marquee.db.tables.records.OrganizerRecord;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The table of organizers with the number of their upcoming events: a column that only
 * the sources of a list in the order of this number have.
 */
final class RankedOrganizer extends Organizer {

	static final RankedOrganizer RANKED_ORGANIZER = new RankedOrganizer(DSL.name("organizer"));

	final TableField<OrganizerRecord, Integer> UPCOMING_EVENTS = createField(DSL.name("upcoming_events"),
			SQLDataType.INTEGER.nullable(false), this, "");

	private RankedOrganizer(Name alias) {
		super(alias);
	}

	@Override
	public RankedOrganizer as(String alias) {
		return as(DSL.name(alias));
	}

	@Override
	public RankedOrganizer as(Name alias) {
		return new RankedOrganizer(alias);
	}

	@Override
	public RankedOrganizer as(Table<?> alias) {
		return as(alias.getQualifiedName());
	}

}
