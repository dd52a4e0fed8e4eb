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
 * All organizers.
 */
@Component
public class Organizers {

	/** What the ids of these begin with, before the underscore. */
	public static final String ID_PREFIX = "org";

	private final DSLContext dsl;

	private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

	public Organizers(DSLContext dsl) {
		this.dsl = dsl;
	}

	/**
	 * The organizers with these details, in their order and each once: those known by
	 * address or else name, brought up to date, or new ones. What the details leave out
	 * stays as it is known. Safe beside other transactions that do the same: rows are
	 * always taken in the same order, so that none waits for another in a circle.
	 */
	public List<UUID> upsert(List<OrganizerDetails> organizers) {
		Map<OrganizerDetails, UUID> found = new HashMap<>();
		organizers.stream()
			.sorted(Comparator.comparing(Organizers::lockingOrder))
			.forEach((organizer) -> found.computeIfAbsent(organizer, this::upsert));
		return organizers.stream().map(found::get).distinct().toList();
	}

	private static String lockingOrder(OrganizerDetails details) {
		return (details.url() != null) ? details.url() : details.name();
	}

	private UUID upsert(OrganizerDetails details) {
		Optional<OrganizerRecord> existing = find(details);
		if (existing.isPresent()) {
			return update(existing.get(), details);
		}
		return add(details).or(() -> find(details).map((organizer) -> update(organizer, details))).orElseThrow();
	}

	private Optional<OrganizerRecord> find(OrganizerDetails details) {
		return this.dsl.selectFrom(ORGANIZER).where(hasIdentity(details.name(), details.url())).fetchOptional();
	}

	/**
	 * Whether a stored organizer is the one with this address or, without one, this name.
	 */
	static Condition hasIdentity(String name, @Nullable String url) {
		return organizerIdentity(ORGANIZER.NAME, ORGANIZER.URL)
			.eq(organizerIdentity(val(name), val(url, ORGANIZER.URL)));
	}

	private Optional<UUID> add(OrganizerDetails details) {
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
