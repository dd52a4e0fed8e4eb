package dev.marquee.output;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.text.Slug;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What a form cannot say of an event: the difference between an event and what an import
 * of its output makes of it.
 *
 * @param words as {@code outputs.md} lists it
 * @param difference changes the event before to what it must be afterwards, or removes
 * from both what is not compared
 */
record RoundTripLoss(String words, BiConsumer<ObjectNode, ObjectNode> difference) {

	private static final int MAX_CATEGORIES = 10;

	static final List<RoundTripLoss> JSON_LD = List.of(of("the reason of a cancellation", (before, after) -> {
		before.putNull("cancellationReason");
		occurrences(before).forEach((occurrence) -> ((ObjectNode) occurrence).putNull("cancellationReason"));
	}), of("the venue of an event that takes place online only, and features for disabled people without a venue",
			(before, after) -> {
				if (isOnline(before)) {
					before.putNull("venue");
				}
				if (before.get("venue").isNull()) {
					before.putArray("accessibilityFeatures");
				}
			}), of("the attendance mode that an event had before it was moved online", (before, after) -> {
				if (isOnline(before)) {
					before.put("attendanceMode", "ONLINE");
				}
			}),
			of("where people join an event that does not take place online; without such an address, it is the page",
					RoundTripLoss::changeJoinUrl),
			of("the time zone of an event without a place that is known, unless it recurs: it has the same offset",
					(before, after) -> {
						if (!isPlaceKnown(before) && !hasSchedule(before)) {
							removeZones(before, after);
						}
					}),
			of("rules such as \"the last working day of the month\", so that the event takes place once",
					(before, after) -> {
						if (before.get("recurrence").isObject() && !hasSchedule(before)) {
							before.putNull("recurrence");
							removeAll("occurrences", before, after);
						}
					}),
			of("the forms of a rule: `P7D` is a week, and the last day of a rule is a date", (before, after) -> {
				Stream.of(before, after)
					.filter((event) -> event.get("recurrence").isObject())
					.forEach((event) -> ((ObjectNode) event.get("recurrence")).remove("rules"));
			}),
			of("which keywords are categories: all become tags, and the first ten also categories",
					RoundTripLoss::changeKeywords),
			of("the name of a country whose code is known, and the parts of an address that is one line",
					RoundTripLoss::changeAddress),
			of("that the country of a venue is unknown, if the currency of the tickets implies one",
					RoundTripLoss::changeCountry),
			of("identifiers of the kinds `UID` and `ID`", (before, after) -> {
				ArrayNode identifiers = before.withArray("/identifiers");
				List<JsonNode> kept = identifiers.valueStream()
					.filter((identifier) -> !identifier.get("kind").asString().equals("UID"))
					.sorted(Comparator.comparing(JsonNode::toString))
					.toList();
				before.putArray("identifiers").addAll(kept);
				List<JsonNode> read = after.withArray("/identifiers")
					.valueStream()
					.sorted(Comparator.comparing(JsonNode::toString))
					.toList();
				after.putArray("identifiers").addAll(read);
			}), of("that a paid ticket costs something, without its price", (before, after) -> {
				for (JsonNode ticket : before.get("tickets")) {
					if (ticket.get("priceKind").asString().equals("PAID") && ticket.get("price").isNull()) {
						((ObjectNode) ticket).put("priceKind", "UNKNOWN");
					}
					if (ticket.get("url").isNull()) {
						((ObjectNode) ticket).set("url", before.get("url"));
					}
				}
			}), of("whether the listing says that admission is free, or its tickets do", (before, after) -> {
				if (before.get("isAccessibleForFree").isNull()) {
					before.set("isAccessibleForFree", before.get("isFree"));
				}
				removeAll("isFree", before, after);
			}),
			of("the roles of images",
					(before, after) -> before.get("gallery")
						.forEach((image) -> ((ObjectNode) image).put("role", "OTHER"))),
			of("a capacity of 0", (before, after) -> {
				if (before.get("capacity").asInt(1) == 0) {
					before.putNull("capacity");
				}
			}));

	static final List<RoundTripLoss> I_CALENDAR = List.of(of(
			"type, attendance mode, languages, audience, ages, capacity, doors, accessibility, questions, tickets, performers, organizers, other identifiers, and the start before the last",
			(before, after) -> List
				.of("type", "attendanceMode", "languages", "audience", "ageRange", "accessibilityFeatures", "capacity",
						"remainingCapacity", "isAccessibleForFree", "isFree", "doors", "faqs", "tickets", "performers",
						"organizers", "identifiers", "previousStart")
				.forEach((name) -> removeAll(name, before, after))),
			of("postponed, rescheduled and moved online: only cancelled events differ from others", (before, after) -> {
				String status = before.get("status").asString();
				if (!status.equals("SCHEDULED")) {
					before.put("status", status.equals("CANCELLED") ? status : "SCHEDULED");
					Stream.of(before, after)
						.flatMap((event) -> occurrences(event).stream())
						.forEach((occurrence) -> ((ObjectNode) occurrence)
							.remove(List.of("status", "cancellationReason")));
				}
				before.putNull("cancellationReason");
			}), of("which categories are tags: all are categories", (before, after) -> {
				Set<String> slugs = keywords(before).stream()
					.map(Slug::of)
					.filter((slug) -> !slug.isEmpty())
					.collect(LinkedHashSet::new, Set::add, Set::addAll);
				Set<String> read = after.get("categories")
					.valueStream()
					.map((category) -> Slug.of(category.get("name").asString()))
					.collect(LinkedHashSet::new, Set::add, Set::addAll);
				if (slugs.equals(read)) {
					removeAll("categories", before, after);
				}
				removeAll("tags", before, after);
			}), of("the parts of an address; of a venue, the point is exact to some centimetres", (before, after) -> {
				if (isOnline(before)) {
					removeAll("venue", before, after);
				}
				Stream.of(before, after)
					.map((event) -> event.path("venue"))
					.filter(JsonNode::isObject)
					.forEach((venue) -> ((ObjectNode) venue).retain("location"));
			}), of("all images but the first, and its text, role, size and caption", (before, after) -> {
				ArrayNode gallery = before.putArray("gallery");
				if (before.get("image").isObject()) {
					gallery.addObject().set("url", before.at("/image/url"));
				}
				after.get("gallery").forEach((image) -> ((ObjectNode) image).retain("url"));
			}), of("the time zone of a day without a point", (before, after) -> {
				if (before.at("/start/precision").asString().equals("DAY")
						&& (isOnline(before) || !before.at("/venue/location").isObject())) {
					removeZones(before, after);
				}
			}),
			of("how `UNTIL` of a rule is written",
					(before, after) -> Stream.of(before, after)
						.filter((event) -> event.get("recurrence").isObject())
						.forEach((event) -> ((ObjectNode) event.get("recurrence")).remove("rules"))));

	private static RoundTripLoss of(String words, BiConsumer<ObjectNode, ObjectNode> difference) {
		return new RoundTripLoss(words, difference);
	}

	private static List<JsonNode> occurrences(ObjectNode event) {
		return event.at("/occurrences/nodes").valueStream().toList();
	}

	private static boolean isOnline(ObjectNode event) {
		return event.path("wasOnline").asBoolean(false);
	}

	private static boolean isPlaceKnown(ObjectNode event) {
		return event.at("/venue/location").isObject() || event.at("/venue/countryCode").isString();
	}

	/** Whether schema.org has words for when the event recurs. */
	private static boolean hasSchedule(ObjectNode event) {
		return event.get("recurrence").isObject() && event.at("/recurrence/rules")
			.valueStream()
			.allMatch((rule) -> ConsistentListings.isSayable(rule.asString()));
	}

	private static void removeAll(String name, ObjectNode before, ObjectNode after) {
		Stream.of(before, after).forEach((event) -> event.remove(name));
	}

	private static void removeZones(ObjectNode before, ObjectNode after) {
		for (ObjectNode event : List.of(before, after)) {
			for (String name : List.of("start", "end", "previousStart", "doors")) {
				if (event.path(name) instanceof ObjectNode time) {
					time.remove("timeZone");
					if (time.path("precision").asString("").equals("DAY")) {
						time.remove("instant");
					}
				}
			}
			occurrences(event).forEach((occurrence) -> Stream.of("start", "end")
				.filter((name) -> occurrence.get(name).isObject())
				.filter((name) -> occurrence.at("/start/precision").asString().equals("DAY"))
				.forEach((name) -> ((ObjectNode) occurrence.get(name)).remove("instant")));
		}
	}

	private static void changeJoinUrl(ObjectNode before, ObjectNode after) {
		boolean isJoined = before.get("attendanceMode").asString().matches("ONLINE|MIXED");
		if (!isJoined) {
			before.putNull("joinUrl");
		}
		else if (before.get("joinUrl").isNull()) {
			before.set("joinUrl", before.get("listingUrl"));
		}
	}

	private static Set<String> keywords(ObjectNode event) {
		Set<String> keywords = new LinkedHashSet<>();
		event.get("categories").forEach((category) -> keywords.add(category.get("name").asString()));
		event.get("tags").forEach((tag) -> keywords.add(tag.asString()));
		keywords.remove("");
		return keywords;
	}

	private static void changeKeywords(ObjectNode before, ObjectNode after) {
		Set<String> keywords = keywords(before);
		before.putArray("tags")
			.addAll(keywords.stream().map((keyword) -> (JsonNode) StringNode.valueOf(keyword)).toList());
		ArrayNode categories = before.putArray("categories");
		Set<String> slugs = new LinkedHashSet<>();
		keywords.stream()
			.filter((keyword) -> !Slug.of(keyword).isEmpty() && slugs.add(Slug.of(keyword)))
			.limit(MAX_CATEGORIES)
			.forEach((keyword) -> categories.add(GraphQlTestClient.JSON.createObjectNode().put("name", keyword)));
	}

	private static void changeCountry(ObjectNode before, ObjectNode after) {
		if (before.get("venue") instanceof ObjectNode venue && venue.get("countryCode").isNull()) {
			JsonNode code = after.at("/venue/countryCode");
			boolean isOfCurrency = before.get("tickets")
				.valueStream()
				.map((ticket) -> ticket.at("/price/currency"))
				.anyMatch((currency) -> currency.isString() && code.isString()
						&& currency.asString().startsWith(code.asString()));
			if (isOfCurrency) {
				venue.set("countryCode", code);
				venue.set("country", after.at("/venue/country"));
			}
		}
	}

	private static void changeAddress(ObjectNode before, ObjectNode after) {
		if (!(before.get("venue") instanceof ObjectNode venue)) {
			return;
		}
		if (venue.get("countryCode").isString()) {
			venue.set("country", venue.get("countryCode"));
		}
		if (venue.get("street").isString()) {
			venue.set("fullAddress", venue.get("street"));
		}
		else {
			venue.remove("street");
			((ObjectNode) after.get("venue")).remove("street");
		}
		boolean hasAddress = Stream.of("fullAddress", "postalCode", "city", "state", "country")
			.anyMatch((name) -> venue.get(name).isString());
		if (!hasAddress) {
			venue.set("fullAddress", venue.get("name"));
		}
	}

}
