package dev.marquee.event.editing;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.event.CategoryDetails;
import dev.marquee.event.EventRecurrence;
import dev.marquee.event.Events;
import dev.marquee.event.FaqDetails;
import dev.marquee.event.IdentifierDetails;
import dev.marquee.event.ImageDetails;
import dev.marquee.event.Recurrences;
import dev.marquee.event.TicketDetails;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.EVENT;

/**
 * The mutation {@code createEvent}: creates an event, as a draft or published.
 */
@Component
class CreateEvent implements Mutation {

	private final DSLContext dsl;

	private final EventInput eventInput;

	private final EventPermissions permissions;

	private final Events events;

	private final Recurrences recurrences;

	private final Clock clock;

	private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

	CreateEvent(DSLContext dsl, EventInput eventInput, EventPermissions permissions, Events events,
			Recurrences recurrences, Clock clock) {
		this.dsl = dsl;
		this.eventInput = eventInput;
		this.permissions = permissions;
		this.events = events;
		this.recurrences = recurrences;
		this.clock = clock;
	}

	@Override
	public String name() {
		return "createEvent";
	}

	@Override
	public Scope scope() {
		return Scope.EVENTS_WRITE;
	}

	@Override
	public void prepare(Input input) {
		this.eventInput.prepare(input);
	}

	@Override
	public MutationResult execute(Input input, Viewer viewer) {
		EventRecord event = this.dsl.newRecord(EVENT);
		event.setId(this.ids.generate());
		this.eventInput.apply(input, event, viewer);
		List<UUID> organizers = this.permissions.resolveOrganizers(input, viewer, null);
		List<UUID> performers = this.permissions.resolvePerformers(input);
		EventPartsData parts = EventPartsData.of(input);
		EventRecurrence recurrence = recurrence(input, event);
		if (!input.isValid()) {
			return MutationResult.EMPTY;
		}
		event.setPublishedAt(input.isTrue("publish") ? this.clock.instant() : null);
		event.insert();
		this.events.replaceOrganizers(event.getId(), event.getStartsAt(), organizers);
		this.events.replacePerformers(event.getId(), event.getStartsAt(), performers);
		parts.insertInto(event.getId(), this.events);
		if (recurrence != null) {
			this.recurrences.replace(event.getId(), recurrence);
		}
		return MutationResult.of("event", event.getId());
	}

	/** Null, without an error, for an event that takes place once. */
	private @Nullable EventRecurrence recurrence(Input input, EventRecord event) {
		Input recurrenceInput = input.nested("recurrence");
		if (recurrenceInput == null || event.getStartsAt() == null) {
			return null;
		}
		EventRecurrence recurrence = RecurrenceInput.of(recurrenceInput, event);
		RecurrenceInput.check(recurrenceInput, event, recurrence, this.recurrences);
		return recurrence;
	}

	/**
	 * The parts of the new event, validated before anything is written.
	 */
	private record EventPartsData(List<CategoryDetails> categories, List<TicketDetails> tickets,
			List<ImageDetails> gallery, List<FaqDetails> faqs, List<IdentifierDetails> identifiers) {

		static EventPartsData of(Input input) {
			return new EventPartsData(EventPartsInput.categories(input), EventPartsInput.tickets(input),
					EventPartsInput.gallery(input), EventPartsInput.faqs(input), EventFactsInput.identifiers(input));
		}

		void insertInto(UUID event, Events events) {
			events.replaceCategories(event, this.categories);
			events.replaceTickets(event, this.tickets);
			events.replaceGallery(event, this.gallery);
			events.replaceFaqs(event, this.faqs);
			events.replaceIdentifiers(event, this.identifiers);
		}

	}

}
