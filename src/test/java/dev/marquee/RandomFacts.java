package dev.marquee;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.marquee.db.tables.records.EventRecord;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_IDENTIFIER;
import static dev.marquee.db.Tables.EVENT_PERFORMER;
import static dev.marquee.db.Tables.IMAGE;
import static dev.marquee.db.Tables.LISTING_SOURCE;
import static dev.marquee.db.Tables.ORGANIZER;
import static dev.marquee.db.Tables.PERFORMER;
import static dev.marquee.db.Tables.TICKET;
import static dev.marquee.db.Tables.VENUE;

/**
 * Adds facts to random listings. It has random numbers of its own, so that the other
 * fields of a seed stay the same.
 */
final class RandomFacts {

	private final Random random = new Random(5);

	private final DSLContext sql;

	private RandomFacts(DSLContext sql) {
		this.sql = sql;
	}

	static void addToAll(DSLContext sql) {
		new RandomFacts(sql).addToAll();
	}

	private void addToAll() {
		List<UUID> performers = IntStream.range(0, 7).mapToObj(this::insertPerformer).toList();
		this.sql.selectFrom(EVENT).orderBy(EVENT.ID).forEach((event) -> {
			fill(event);
			event.update();
			insertParts(event, performers);
		});
		this.sql.selectFrom(VENUE).orderBy(VENUE.ID).forEach((venue) -> {
			venue.setStreet(some("1 \"High\" Street"));
			venue.setPostalCode(some("10115"));
			venue.setWebsite(some("https://venue.example/"));
			venue.setTelephone(some("+49 30 1"));
			venue.update();
		});
		this.sql.selectFrom(ORGANIZER).orderBy(ORGANIZER.ID).forEach((organizer) -> {
			organizer.setLogoUrl(some("https://organizer.example/logo.png"));
			organizer.setEmail(some("info@organizer.example"));
			organizer.setTelephone(some("030/1"));
			organizer.update();
		});
		addToParts();
	}

	private void addToParts() {
		this.sql.selectFrom(TICKET).orderBy(TICKET.EVENT_ID, TICKET.POSITION).forEach((ticket) -> {
			if (ticket.getPriceAmount() != null && this.random.nextBoolean()) {
				ticket.setMaxPriceAmount(ticket.getPriceAmount().multiply(java.math.BigDecimal.TWO));
			}
			ticket.setStock(some(this.random.nextInt(100)));
			ticket.setDescription(some("One\nTwo"));
			ticket.setCategory(some("VIP"));
			ticket.setSaleStartsAt(some(java.time.Instant.parse("2025-12-01T10:00:00Z")));
			ticket.setSaleEndsAt(some(java.time.Instant.parse("2025-12-31T10:00:00Z")));
			ticket.update();
		});
		this.sql.selectFrom(IMAGE).orderBy(IMAGE.EVENT_ID, IMAGE.POSITION).forEach((image) -> {
			image.setCaption(some("Photo: \u2028 Ann"));
			image.update();
		});
		this.sql.selectFrom(LISTING_SOURCE).orderBy(LISTING_SOURCE.SOURCE_ID).forEach((source) -> {
			source.setSequence(some(this.random.nextInt(9)));
			source.setModifiedAt(some(java.time.Instant.parse("2025-12-01T10:00:00Z")));
			source.update();
		});
	}

	private UUID insertPerformer(int number) {
		var performer = this.sql.newRecord(PERFORMER);
		performer.setId(new UUID(this.random.nextLong(), this.random.nextLong()));
		performer.setName("The \"Owls\" " + number);
		performer.setUrl(some("https://performer.example/" + number));
		performer.setImageUrl(some("https://performer.example/" + number + ".jpg"));
		performer
			.setSameAs((number % 2 == 0) ? new String[] { "https://a.example/", "https://b.example/" } : new String[0]);
		performer.insert();
		return performer.getId();
	}

	private void fill(EventRecord event) {
		event.setType(pick("MUSIC", "SOCIAL", "OTHER"));
		event.setTags(several("Acoustic", "Open-Air", "Café", "日本"));
		event.setLanguages(several("en", "pt-BR", "de", "zh-Hant-TW"));
		event.setCapacity(some(this.random.nextInt(1000)));
		event.setRemainingCapacity(some(this.random.nextInt(1000)));
		event.setAccessibleForFree(some(this.random.nextBoolean()));
		event.setAudience(some("Developers & friends"));
		event.setMinAge(some((short) this.random.nextInt(30)));
		event.setMaxAge(some((short) this.random.nextInt(30, 60)));
		event.setAccessibilityFeatures(several("WHEELCHAIR_ACCESS", "CAPTIONS", "RELAXED"));
		event.setDoorsMinutes(some((short) this.random.nextInt(1, (int) Duration.ofDays(1).toMinutes())));
		event.setJoinUrl(some("https://meet.example/a"));
	}

	private void insertParts(EventRecord event, List<UUID> performers) {
		short position = 0;
		for (UUID performer : performers) {
			if (this.random.nextInt(4) == 0) {
				this.sql.insertInto(EVENT_PERFORMER)
					.values(event.getId(), position, performer, event.getStartsAt())
					.execute();
				position++;
			}
		}
		List<String> kinds = List.of("UID", "SAME_AS", "IDENTIFIER");
		for (short i = 0; i < this.random.nextInt(4); i++) {
			this.sql.insertInto(EVENT_IDENTIFIER)
				.values(event.getId(), i, kinds.get(i), "https://identifier.example/" + event.getId() + i)
				.execute();
		}
	}

	private <T> @Nullable T some(T value) {
		return this.random.nextInt(3) > 0 ? value : null;
	}

	private String pick(String... choices) {
		return choices[this.random.nextInt(choices.length)];
	}

	private String[] several(String... choices) {
		return List.of(choices).stream().filter((choice) -> this.random.nextInt(3) == 0).toArray(String[]::new);
	}

}
