package dev.marquee.event.editing;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.marquee.access.Scope;
import dev.marquee.access.Viewer;
import dev.marquee.event.Category;
import dev.marquee.event.Events;
import dev.marquee.event.Faq;
import dev.marquee.event.Image;
import dev.marquee.event.Ticket;
import dev.marquee.schema.tables.records.EventRecord;
import dev.marquee.writing.Input;
import dev.marquee.writing.Mutation;
import dev.marquee.writing.Written;
import org.jooq.DSLContext;

import org.springframework.stereotype.Component;

import static dev.marquee.schema.Tables.EVENT;

/**
 * Adds an event, as a draft or for everybody.
 */
@Component
class CreateEvent implements Mutation {

	private final DSLContext dsl;

	private final EventInput fields;

	private final EventRights rights;

	private final Events all;

	private final Clock clock;

	private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

	CreateEvent(DSLContext dsl, EventInput fields, EventRights rights, Events all, Clock clock) {
		this.dsl = dsl;
		this.fields = fields;
		this.rights = rights;
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
	public Written execute(Input input, Viewer viewer) {
		EventRecord event = this.dsl.newRecord(EVENT);
		event.setId(this.ids.generate());
		this.fields.apply(input, event);
		List<UUID> organizers = this.rights.organizers(input, viewer, null);
		NewParts parts = NewParts.of(input);
		if (!input.isFine()) {
			return Written.NOTHING;
		}
		event.setPublishedAt(input.isTrue("publish") ? this.clock.instant() : null);
		event.insert();
		this.all.replaceOrganizers(event.getId(), event.getStartsAt(), organizers);
		parts.addTo(event.getId(), this.all);
		return Written.of("event", event.getId());
	}

	/**
	 * What belongs to the event, read before anything is written.
	 */
	private record NewParts(List<Category> categories, List<Ticket> tickets, List<Image> gallery, List<Faq> faqs) {

		static NewParts of(Input input) {
			return new NewParts(PartsInput.categories(input), PartsInput.tickets(input), PartsInput.gallery(input),
					PartsInput.faqs(input));
		}

		void addTo(UUID event, Events events) {
			events.replaceCategories(event, this.categories);
			events.replaceTickets(event, this.tickets);
			events.replaceGallery(event, this.gallery);
			events.replaceFaqs(event, this.faqs);
		}

	}

}
