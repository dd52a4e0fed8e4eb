package dev.marquee.query.compile;

import java.util.List;
import java.util.stream.Stream;

import dev.marquee.IntegrationTest;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Objects are cached until one of their versions changes. So a field may be versioned
 * only if its value depends on columns of its row, on rows with a version of their own,
 * or on rows whose every change increments the version of their owner by a trigger, as
 * {@code EventVersionTests} shows.
 */
@IntegrationTest
class VersionedFieldMappingTests {

	@Autowired
	MappingRegistry mappingRegistry;

	@Autowired
	GraphQlSource source;

	@Test
	void eventFieldsAreVersionedExceptListsAndWhatDependsOnTimeOrViewer() {
		assertThat(versionedFields("Event")).containsExactlyInAnyOrder("id", "url", "name", "description", "start",
				"end", "status", "attendanceMode", "interestedCount", "createdAt", "updatedAt", "publishedAt", "venue",
				"organizer", "organizers", "categories", "tickets", "gallery", "faqs", "structuredData", "sources",
				"previousStart", "cancellationReason", "version", "priceRange", "priceRanges", "isFree", "isSoldOut",
				"ticketAvailability", "image", "type", "tags", "languages", "capacity", "remainingCapacity",
				"isAccessibleForFree", "identifiers", "performers", "audience", "ageRange", "accessibilityFeatures",
				"doors", "joinUrl", "recurrence", "series", "superEvent", "slug", "calendarSequence", "jsonLd",
				"calendarUrl");
		assertThat(unversionedFields("Event")).containsExactlyInAnyOrder("similar", "viewerIsInterested", "subEvents",
				"occurrences", "nextOccurrence");
	}

	@Test
	void venueOrganizerAndPerformerFieldsAreVersionedExceptLists() {
		assertThat(versionedFields("Venue")).containsExactlyInAnyOrder("id", "name", "fullAddress", "city", "state",
				"country", "countryCode", "latitude", "longitude", "version", "location", "locality", "street",
				"postalCode", "website", "telephone");
		assertThat(unversionedFields("Venue")).containsExactlyInAnyOrder("events", "upcomingEventCount");
		assertThat(versionedFields("Organizer")).containsExactlyInAnyOrder("id", "name", "url", "sourceId",
				"description", "version", "logoUrl", "email", "telephone");
		assertThat(versionedFields("Performer")).containsExactlyInAnyOrder("id", "name", "url", "imageUrl", "sameAs",
				"version");
		assertThat(unversionedFields("Performer")).containsExactly("events");
		assertThat(unversionedFields("Organizer")).containsExactlyInAnyOrder("events", "upcomingEventCount");
	}

	@Test
	void partTypesHaveOnlyVersionedFields() {
		assertThat(List.of("EventTime", "Ticket", "Money", "PriceRange", "Image", "Faq", "StructuredData",
				"ListingSource", "GeoPoint", "City", "AgeRange", "EventIdentifier", "Recurrence", "OccurrenceOverride"))
			.allSatisfy((part) -> assertThat(unversionedFields(part)).isEmpty());
		assertThat(versionedFields("Ticket")).containsExactlyInAnyOrder("id", "name", "url", "price", "priceKind",
				"availability", "maxPrice", "saleStartsAt", "saleEndsAt", "stock", "description", "category");
		assertThat(versionedFields("Category")).containsExactlyInAnyOrder("id", "slug", "name");
		assertThat(unversionedFields("Category")).containsExactly("events");
		assertThat(versionedFields("ListingSource")).containsExactlyInAnyOrder("name", "sourceId", "url", "affiliateId",
				"documentHash", "importedAt", "sequence", "modifiedAt");
	}

	@Test
	void connectionNodesAreNotVersioned() {
		assertThat(versionedFields("EventConnection")).doesNotContain("edges", "nodes");
		assertThat(versionedFields("EventEdge")).doesNotContain("node");
	}

	private List<String> versionedFields(String type) {
		return fields(type).filter((field) -> isVersioned(type, field)).map(GraphQLFieldDefinition::getName).toList();
	}

	private List<String> unversionedFields(String type) {
		return fields(type).filter((field) -> !isVersioned(type, field)).map(GraphQLFieldDefinition::getName).toList();
	}

	private Stream<GraphQLFieldDefinition> fields(String type) {
		return ((GraphQLObjectType) this.source.schema().getType(type)).getFieldDefinitions().stream();
	}

	private boolean isVersioned(String type, GraphQLFieldDefinition field) {
		return this.mappingRegistry.fieldMapping(type, field.getName()) instanceof VersionedFieldMapping;
	}

}
