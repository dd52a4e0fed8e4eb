package dev.marquee.organizer;

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
import dev.marquee.db.tables.records.OrganizerRecord;
import dev.marquee.text.UrlNormalizer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Routines.organizerIdentity;
import static dev.marquee.db.Tables.ORGANIZER;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.val;

/**
 * Stores organizers and defines their natural key.
 */
@Component
public class Organizers {

	/** The prefix of the global ids of organizers, without the underscore. */
	public static final String ID_PREFIX = "org";

	private final DSLContext dsl;

	private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

	public Organizers(DSLContext dsl) {
		this.dsl = dsl;
	}

	/**
	 * Finds organizers by their natural key or inserts them: the URL or, without one, the
	 * name on the site. Only the organizer's own site changes a stored organizer; null
	 * details keep the stored values. Safe for concurrent transactions: rows are locked
	 * in a fixed order to avoid deadlocks.
	 * @param site the site whose listing names them
	 * @return the distinct keys of the organizers, in the order of the details
	 */
	public List<UUID> upsert(List<OrganizerDetails> organizers, String site) {
		return upsertAll(List.of(new ListedOrganizers(organizers, site))).getFirst();
	}

	/**
	 * The same for the organizers of several listings.
	 * @return the keys of each listing
	 */
	public List<List<UUID>> upsertAll(List<ListedOrganizers> listings) {
		Map<OrganizerOfSite, UUID> keys = new HashMap<>();
		Map<String, OrganizerOfSite> last = new HashMap<>();
		listings.stream()
			.flatMap(ListedOrganizers::each)
			.sorted(Comparator.comparing(OrganizerOfSite::lockingOrder))
			.filter((listed) -> !listed.equals(last.put(listed.lockingOrder(), listed)))
			.forEach((listed) -> keys.put(listed, upsert(listed.details(), listed.site())));
		return listings.stream().map((listing) -> listing.each().map(keys::get).distinct().toList()).toList();
	}

	private UUID upsert(OrganizerDetails details, String site) {
		String scope = (details.url() == null) ? site : null;
		boolean isOwnSite = details.url() == null || UrlNormalizer.siteHost(details.url()).equals(site);
		return find(details, scope).or(() -> insert(details, scope))
			.or(() -> find(details, scope))
			.map((organizer) -> isOwnSite ? update(organizer, details) : organizer.getId())
			.orElseThrow();
	}

	private Optional<OrganizerRecord> find(OrganizerDetails details, @Nullable String site) {
		return this.dsl.selectFrom(ORGANIZER).where(hasIdentity(details.name(), details.url(), site)).fetchOptional();
	}

	/**
	 * Whether a stored organizer has this natural key: the URL or, without one, the name
	 * on the site.
	 * @param site null for an organizer that no listing named without a URL
	 */
	static Condition hasIdentity(String name, @Nullable String url, @Nullable String site) {
		return organizerIdentity(ORGANIZER.NAME, ORGANIZER.URL)
			.eq(organizerIdentity(val(name), val(url, ORGANIZER.URL)))
			.and(coalesce(ORGANIZER.SITE, "").eq((site != null) ? site : ""));
	}

	private Optional<OrganizerRecord> insert(OrganizerDetails details, @Nullable String site) {
		OrganizerRecord organizer = this.dsl.newRecord(ORGANIZER);
		organizer.setId(this.ids.generate());
		organizer.setSite(site);
		setDetails(organizer, details);
		return this.dsl.insertInto(ORGANIZER).set(organizer).onConflictDoNothing().returning().fetchOptional();
	}

	private static UUID update(OrganizerRecord organizer, OrganizerDetails details) {
		setDetails(organizer, details);
		if (organizer.modified()) {
			organizer.update();
		}
		return organizer.getId();
	}

	private static void setDetails(OrganizerRecord organizer, OrganizerDetails details) {
		organizer.setName(details.name());
		organizer.setUrl(details.url());
		organizer.setSourceId(firstNonNull(details.sourceId(), organizer.getSourceId()));
		organizer.setDescription(firstNonNull(details.description(), organizer.getDescription()));
		OrganizerContact contact = details.contact();
		organizer.setLogoUrl(firstNonNull(contact.logoUrl(), organizer.getLogoUrl()));
		organizer.setEmail(firstNonNull(contact.email(), organizer.getEmail()));
		organizer.setTelephone(firstNonNull(contact.telephone(), organizer.getTelephone()));
	}

	private static @Nullable String firstNonNull(@Nullable String updated, @Nullable String stored) {
		return (updated != null) ? updated : stored;
	}

	/**
	 * The organizers that a listing names.
	 *
	 * @param site the site of the listing
	 */
	public record ListedOrganizers(List<OrganizerDetails> organizers, String site) {

		Stream<OrganizerOfSite> each() {
			return this.organizers.stream().map((organizer) -> new OrganizerOfSite(organizer, this.site));
		}

	}

	record OrganizerOfSite(OrganizerDetails details, String site) {

		/** Keeps different spellings of a name in the order of the listings. */
		String lockingOrder() {
			String url = this.details.url();
			return (url != null) ? url : this.details.name().toLowerCase(Locale.ROOT);
		}

	}

}
