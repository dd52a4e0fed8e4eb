package dev.marquee.selection;

import java.util.List;
import java.util.stream.Stream;

import dev.marquee.WholeHouse;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Objects are kept for as long as their versions stay, so a field may only be in here if
 * its value does: it is made of columns of its row, of rows that have a version of their
 * own, or of rows with whose every change a trigger moves the version of their owner, as
 * {@code EventVersionTests} shows of each.
 */
@WholeHouse
class VersionedFieldsTests {

	@Autowired
	Mappings mappings;

	@Autowired
	GraphQlSource source;

	@Test
	void everyFieldOfAnEventFollowsFromVersions() {
		assertThat(versioned("Event")).containsExactlyInAnyOrder("id", "url", "name", "description", "start", "end",
				"status", "attendanceMode", "interestedCount", "createdAt", "updatedAt", "venue", "organizer",
				"organizers", "categories", "tickets", "gallery", "faqs", "structuredData", "sources", "previousStart",
				"cancellationReason", "version", "publishedAt");
		assertThat(notVersioned("Event")).containsExactly("similar");
	}

	@Test
	void whatAnEventPointsToFollowsFromVersionsButItsListsDoNot() {
		assertThat(versioned("Venue")).containsExactlyInAnyOrder("id", "name", "fullAddress", "city", "state",
				"country", "countryCode", "latitude", "longitude", "version");
		assertThat(notVersioned("Venue")).containsExactly("events");
		assertThat(versioned("Organizer")).containsExactlyInAnyOrder("id", "name", "url", "sourceId", "description",
				"version");
		assertThat(notVersioned("Organizer")).containsExactly("events");
	}

	@Test
	void partsHaveOnlyWhatMovesTheVersionOfTheirOwner() {
		assertThat(
				List.of("EventTime", "Category", "Ticket", "Money", "Image", "Faq", "StructuredData", "ListingSource"))
			.allSatisfy((part) -> assertThat(notVersioned(part)).isEmpty());
		assertThat(versioned("Ticket")).containsExactlyInAnyOrder("name", "url", "price", "priceKind", "availability");
		assertThat(versioned("Category")).containsExactlyInAnyOrder("slug", "name");
		assertThat(versioned("ListingSource")).containsExactlyInAnyOrder("name", "sourceId", "url", "affiliateId",
				"documentHash", "importedAt");
	}

	@Test
	void listsAreNotKept() {
		assertThat(versioned("EventConnection")).doesNotContain("edges", "nodes");
		assertThat(versioned("EventEdge")).doesNotContain("node");
	}

	private List<String> versioned(String type) {
		return fields(type).filter((field) -> isVersioned(type, field)).map(GraphQLFieldDefinition::getName).toList();
	}

	private List<String> notVersioned(String type) {
		return fields(type).filter((field) -> !isVersioned(type, field)).map(GraphQLFieldDefinition::getName).toList();
	}

	private Stream<GraphQLFieldDefinition> fields(String type) {
		return ((GraphQLObjectType) this.source.schema().getType(type)).getFieldDefinitions().stream();
	}

	private boolean isVersioned(String type, GraphQLFieldDefinition field) {
		return field.getArguments().isEmpty() && this.mappings.field(type, field.getName()) instanceof Versioned;
	}

}
