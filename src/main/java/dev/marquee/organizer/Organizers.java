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
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Routines.organizerIdentity;
import static dev.marquee.db.Tables.ORGANIZER;
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
	 * Inserts organizers, or updates those with the same natural key: the URL or, without
	 * one, the name. A null source id or description keeps the stored value. Safe for
	 * concurrent transactions: rows are locked in a fixed order to avoid deadlocks.
	 * @return the distinct keys of the organizers, in the order of the details
	 */
	public List<UUID> upsert(List<OrganizerDetails> organizers) {
		Map<OrganizerDetails, UUID> keys = new HashMap<>();
		organizers.stream()
			.sorted(Comparator.comparing(Organizers::lockingOrder))
			.forEach((organizer) -> keys.computeIfAbsent(organizer, this::upsert));
		return organizers.stream().map(keys::get).distinct().toList();
	}

	private static String lockingOrder(OrganizerDetails details) {
		return (details.url() != null) ? details.url() : details.name();
	}

	private UUID upsert(OrganizerDetails details) {
		Optional<OrganizerRecord> existing = find(details);
		if (existing.isPresent()) {
			return update(existing.get(), details);
		}
		return insert(details).or(() -> find(details).map((organizer) -> update(organizer, details))).orElseThrow();
	}

	private Optional<OrganizerRecord> find(OrganizerDetails details) {
		return this.dsl.selectFrom(ORGANIZER).where(hasIdentity(details.name(), details.url())).fetchOptional();
	}

	/**
	 * Whether a stored organizer has this natural key: the URL or, without one, the name.
	 */
	static Condition hasIdentity(String name, @Nullable String url) {
		return organizerIdentity(ORGANIZER.NAME, ORGANIZER.URL)
			.eq(organizerIdentity(val(name), val(url, ORGANIZER.URL)));
	}

	private Optional<UUID> insert(OrganizerDetails details) {
		OrganizerRecord organizer = this.dsl.newRecord(ORGANIZER);
		organizer.setId(this.ids.generate());
		setDetails(organizer, details);
		return this.dsl.insertInto(ORGANIZER)
			.set(organizer)
			.onConflictDoNothing()
			.returningResult(ORGANIZER.ID)
			.fetchOptional(ORGANIZER.ID);
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
	}

	private static @Nullable String firstNonNull(@Nullable String updated, @Nullable String stored) {
		return (updated != null) ? updated : stored;
	}

}
