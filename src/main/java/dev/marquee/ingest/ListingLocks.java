package dev.marquee.ingest;

import java.util.List;
import java.util.stream.Stream;

import dev.marquee.event.Events;
import dev.marquee.ingest.merge.Listing;
import org.jooq.DSLContext;

import org.springframework.stereotype.Component;

import static org.jooq.impl.DSL.val;

/**
 * Locks by which concurrent imports wait for each other.
 */
@Component
class ListingLocks {

	private final DSLContext dsl;

	ListingLocks(DSLContext dsl) {
		this.dsl = dsl;
	}

	/**
	 * Blocks other imports that write several listings in a transaction until this one
	 * ends. They would lock the same venues and organizers in different order.
	 */
	void lockImports() {
		this.dsl.execute("select pg_advisory_xact_lock(hashtextextended('importListings', 0))");
	}

	/**
	 * Blocks imports of the same listings by other transactions until this one ends. The
	 * order of the locks is that of the numbers, so that transactions do not deadlock.
	 */
	void lockAll(List<Listing.Source> sources) {
		String[] locks = sources.stream().flatMap(ListingLocks::locks).toArray(String[]::new);
		this.dsl.execute(
				"""
						select pg_advisory_xact_lock(key)
						from (select distinct hashtextextended(name, 0) as key from unnest({0}) as name order by 1) as locked""",
				val(locks));
	}

	private static Stream<String> locks(Listing.Source source) {
		String url = source.url();
		Stream<String> listing = (url == null || source.atUrl().isPresent())
				? Stream.of("listing " + source.name() + ' ' + source.id()) : Stream.empty();
		return (url != null) ? Stream.concat(listing, Stream.of(Events.urlLock(url))) : listing;
	}

}
