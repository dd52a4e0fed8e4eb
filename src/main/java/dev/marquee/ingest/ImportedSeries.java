package dev.marquee.ingest;

import java.util.UUID;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.marquee.db.tables.records.EventSeriesSourceRecord;
import dev.marquee.ingest.merge.Listing;
import org.jooq.DSLContext;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.EVENT_SERIES;
import static dev.marquee.db.Tables.EVENT_SERIES_SOURCE;
import static org.jooq.impl.DSL.val;

/**
 * The series that documents name. One that was renamed here keeps its name, and one that
 * was deleted here is not created again.
 */
@Component
class ImportedSeries {

	private final DSLContext dsl;

	private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

	ImportedSeries(DSLContext dsl) {
		this.dsl = dsl;
	}

	/** Creates the series unless it is known, and renames it if its source does. */
	void save(Listing.SeriesSource source) {
		this.dsl.execute("select pg_advisory_xact_lock(hashtextextended({0}, 0))",
				val("series " + source.name() + ' ' + source.id()));
		this.dsl.selectFrom(EVENT_SERIES_SOURCE)
			.where(EVENT_SERIES_SOURCE.NAME.eq(source.name()), EVENT_SERIES_SOURCE.SOURCE_ID.eq(source.id()))
			.fetchOptional()
			.ifPresentOrElse((known) -> rename(known, source), () -> add(source));
	}

	private void add(Listing.SeriesSource source) {
		UUID id = this.ids.generate();
		this.dsl.insertInto(EVENT_SERIES).set(EVENT_SERIES.ID, id).set(EVENT_SERIES.NAME, source.title()).execute();
		this.dsl
			.newRecord(EVENT_SERIES_SOURCE, new EventSeriesSourceRecord(source.name(), source.id(), id, source.title()))
			.insert();
	}

	private void rename(EventSeriesSourceRecord known, Listing.SeriesSource source) {
		if (!source.isTitleOwn() || source.title().equals(known.getSeriesName())) {
			return;
		}
		this.dsl.update(EVENT_SERIES)
			.set(EVENT_SERIES.NAME, source.title())
			.where(EVENT_SERIES.ID.eq(known.getSeriesId()), EVENT_SERIES.NAME.eq(known.getSeriesName()))
			.execute();
		known.setSeriesName(source.title());
		known.update();
	}

}
