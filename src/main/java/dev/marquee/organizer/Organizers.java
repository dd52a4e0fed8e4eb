package dev.marquee.organizer;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

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
		Map<OrganizerDetails, UUID> keys = new HashMap<>();
		organizers.stream()
			.sorted(Comparator.comparing(Organizers::lockingOrder))
			.forEach((organizer) -> keys.computeIfAbsent(organizer, (details) -> upsert(details, site)));
		return organizers.stream().map(keys::get).distinct().toList();
	}

	private static String lockingOrder(OrganizerDetails details) {
		return (details.url() != null) ? details.url() : details.name();
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

}
