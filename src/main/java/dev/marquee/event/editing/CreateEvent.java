package dev.marquee.event.editing;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.event.CategoryDetails;
import dev.marquee.event.Events;
import dev.marquee.event.FaqDetails;
import dev.marquee.event.ImageDetails;
import dev.marquee.event.TicketDetails;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;
import org.jooq.DSLContext;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.EVENT;

/**
 * Adds an event, as a draft or for everybody.
 */
@Component
class CreateEvent implements Mutation {

	private final DSLContext dsl;

	private final EventInput fields;

	private final EventPermissions permissions;

	private final Events all;

	private final Clock clock;

	private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

	CreateEvent(DSLContext dsl, EventInput fields, EventPermissions permissions, Events all, Clock clock) {
		this.dsl = dsl;
		this.fields = fields;
		this.permissions = permissions;
		this.all = all;
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
	public MutationResult execute(Input input, Viewer viewer) {
		EventRecord event = this.dsl.newRecord(EVENT);
		event.setId(this.ids.generate());
		this.fields.apply(input, event);
		List<UUID> organizers = this.permissions.resolveOrganizers(input, viewer, null);
		NewParts parts = NewParts.of(input);
		if (!input.isValid()) {
			return MutationResult.EMPTY;
		}
		event.setPublishedAt(input.isTrue("publish") ? this.clock.instant() : null);
		event.insert();
		this.all.replaceOrganizers(event.getId(), event.getStartsAt(), organizers);
		parts.addTo(event.getId(), this.all);
		return MutationResult.of("event", event.getId());
	}

	/**
	 * What belongs to the event, read before anything is written.
	 */
	private record NewParts(List<CategoryDetails> categories, List<TicketDetails> tickets, List<ImageDetails> gallery,
			List<FaqDetails> faqs) {

		static NewParts of(Input input) {
			return new NewParts(EventPartsInput.categories(input), EventPartsInput.tickets(input),
					EventPartsInput.gallery(input), EventPartsInput.faqs(input));
		}

		void addTo(UUID event, Events events) {
			events.replaceCategories(event, this.categories);
			events.replaceTickets(event, this.tickets);
			events.replaceGallery(event, this.gallery);
			events.replaceFaqs(event, this.faqs);
		}

	}

}
