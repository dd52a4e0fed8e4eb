package dev.marquee.performer;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.marquee.db.tables.records.PerformerRecord;
import dev.marquee.text.UrlNormalizer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Routines.performerIdentity;
import static dev.marquee.db.Tables.PERFORMER;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.val;

/**
 * Stores performers and defines their natural key.
 */
@Component
public class Performers {

	/** The prefix of the global ids of performers, without the underscore. */
	public static final String ID_PREFIX = "per";

	private final DSLContext dsl;

	private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

	public Performers(DSLContext dsl) {
		this.dsl = dsl;
	}

	/**
	 * Finds performers by their natural key or inserts them: the URL or, without one, the
	 * name on the site. Only the performer's own site changes a stored performer; unknown
	 * details keep the stored values. Safe for concurrent transactions: rows are locked
	 * in a fixed order to avoid deadlocks.
	 * @param site the site whose listing names them
	 * @return the distinct keys of the performers, in the order of the details
	 */
	public List<UUID> upsert(List<PerformerDetails> performers, String site) {
		return upsertAll(List.of(new ListedPerformers(performers, site))).getFirst();
	}

	/**
	 * The same for the performers of several listings.
	 * @return the keys of each listing
	 */
	public List<List<UUID>> upsertAll(List<ListedPerformers> listings) {
		Map<PerformerOfSite, UUID> keys = new HashMap<>();
		Map<String, PerformerOfSite> last = new HashMap<>();
		listings.stream()
			.flatMap(ListedPerformers::each)
			.sorted(Comparator.comparing(PerformerOfSite::lockingOrder))
			.filter((listed) -> !listed.equals(last.put(listed.lockingOrder(), listed)))
			.forEach((listed) -> keys.put(listed, upsert(listed.details(), listed.site())));
		return listings.stream().map((listing) -> listing.each().map(keys::get).distinct().toList()).toList();
	}

	/** Which of these keys are those of performers. */
	public List<UUID> existing(List<UUID> performers) {
		return this.dsl.select(PERFORMER.ID).from(PERFORMER).where(PERFORMER.ID.in(performers)).fetch(PERFORMER.ID);
	}

	private UUID upsert(PerformerDetails details, String site) {
		String scope = (details.url() == null) ? site : null;
		boolean isOwnSite = details.url() == null || UrlNormalizer.siteHost(details.url()).equals(site);
		return find(details, scope).or(() -> insert(details, scope))
			.or(() -> find(details, scope))
			.map((performer) -> isOwnSite ? update(performer, details) : performer.getId())
			.orElseThrow();
	}

	private Optional<PerformerRecord> find(PerformerDetails details, @Nullable String site) {
		return this.dsl.selectFrom(PERFORMER).where(hasIdentity(details.name(), details.url(), site)).fetchOptional();
	}

	/**
	 * Whether a stored performer has this natural key: the URL or, without one, the name
	 * on the site.
	 * @param site null for a performer that no listing named without a URL
	 */
	static Condition hasIdentity(String name, @Nullable String url, @Nullable String site) {
		return performerIdentity(PERFORMER.NAME, PERFORMER.URL)
			.eq(performerIdentity(val(name), val(url, PERFORMER.URL)))
			.and(coalesce(PERFORMER.SITE, "").eq((site != null) ? site : ""));
	}

	private Optional<PerformerRecord> insert(PerformerDetails details, @Nullable String site) {
		PerformerRecord performer = this.dsl.newRecord(PERFORMER);
		performer.setId(this.ids.generate());
		performer.setSite(site);
		setDetails(performer, details);
		return this.dsl.insertInto(PERFORMER).set(performer).onConflictDoNothing().returning().fetchOptional();
	}

	private static UUID update(PerformerRecord performer, PerformerDetails details) {
		setDetails(performer, details);
		if (performer.modified()) {
			performer.update();
		}
		return performer.getId();
	}

	private static void setDetails(PerformerRecord performer, PerformerDetails details) {
		performer.setName(details.name());
		performer.setUrl(details.url());
		if (details.imageUrl() != null) {
			performer.setImageUrl(details.imageUrl());
		}
		String[] sameAs = details.sameAs().toArray(String[]::new);
		if (sameAs.length > 0 && !Arrays.equals(sameAs, performer.getSameAs())) {
			performer.setSameAs(sameAs);
		}
	}

	/**
	 * The performers that a listing names.
	 *
	 * @param site the site of the listing
	 */
	public record ListedPerformers(List<PerformerDetails> performers, String site) {

		Stream<PerformerOfSite> each() {
			return this.performers.stream().map((performer) -> new PerformerOfSite(performer, this.site));
		}

	}

	record PerformerOfSite(PerformerDetails details, String site) {

		/** Keeps different spellings of a name in the order of the listings. */
		String lockingOrder() {
			String url = this.details.url();
			return (url != null) ? url : this.details.name().toLowerCase(Locale.ROOT);
		}

	}

}
