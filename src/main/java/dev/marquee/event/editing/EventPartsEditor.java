package dev.marquee.event.editing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import dev.marquee.event.CategoryDetails;
import dev.marquee.event.Events;
import dev.marquee.event.FaqDetails;
import dev.marquee.event.IdentifierDetails;
import dev.marquee.event.ImageDetails;
import dev.marquee.event.TicketDetails;
import dev.marquee.mutation.Input;
import dev.marquee.security.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Writes the parts of an event that the inputs of {@code createEvent} and
 * {@code updateEvent} contain. Parts that the input omits stay as they are.
 */
@Component
class EventPartsEditor {

	private final EventPermissions permissions;

	private final Events events;

	EventPartsEditor(EventPermissions permissions, Events events) {
		this.permissions = permissions;
		this.events = events;
	}

	/**
	 * Reads and validates the parts before anything is written. A new event of a viewer
	 * that is bound to an organizer has that organizer, also if the input omits it.
	 * @param event the key of the event; null for a new one
	 */
	Parts read(Input input, Viewer viewer, @Nullable UUID event) {
		List<UUID> organizers = (event == null || input.has("organizerIds"))
				? this.permissions.resolveOrganizers(input, viewer, event) : null;
		return new Parts(organizers, part(input, "performerIds", () -> this.permissions.resolvePerformers(input)),
				part(input, "categories", () -> EventPartsInput.categories(input)),
				part(input, "tickets", () -> EventPartsInput.tickets(input)),
				part(input, "gallery", () -> EventPartsInput.gallery(input)),
				part(input, "faqs", () -> EventPartsInput.faqs(input)),
				part(input, "identifiers", () -> EventFactsInput.identifiers(input)));
	}

	private static <T> @Nullable List<T> part(Input input, String field, Supplier<List<T>> values) {
		return input.has(field) ? values.get() : null;
	}

	/**
	 * Replaces the parts that are not null.
	 * @param startsAt the start in the stored row of the event
	 */
	void write(Parts parts, UUID event, Instant startsAt) {
		if (parts.organizers() != null) {
			this.events.replaceOrganizers(event, startsAt, parts.organizers());
		}
		if (parts.performers() != null) {
			this.events.replacePerformers(event, startsAt, parts.performers());
		}
		if (parts.categories() != null) {
			this.events.replaceCategories(event, parts.categories());
		}
		if (parts.tickets() != null) {
			this.events.replaceTickets(event, parts.tickets());
		}
		if (parts.gallery() != null) {
			this.events.replaceGallery(event, parts.gallery());
		}
		if (parts.faqs() != null) {
			this.events.replaceFaqs(event, parts.faqs());
		}
		if (parts.identifiers() != null) {
			this.events.replaceIdentifiers(event, parts.identifiers());
		}
	}

	/**
	 * The parts of an event as an input contains them; null if it omits them.
	 */
	record Parts(@Nullable List<UUID> organizers, @Nullable List<UUID> performers,
			@Nullable List<CategoryDetails> categories, @Nullable List<TicketDetails> tickets,
			@Nullable List<ImageDetails> gallery, @Nullable List<FaqDetails> faqs,
			@Nullable List<IdentifierDetails> identifiers) {
	}

}
