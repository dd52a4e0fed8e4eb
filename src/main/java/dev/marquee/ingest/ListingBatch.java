package dev.marquee.ingest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.marquee.ingest.ImportOutcome.Rejected;
import dev.marquee.ingest.merge.Listing;
import org.jspecify.annotations.Nullable;

/**
 * Collects listings and imports them as if one by one, in their order. Consecutive ones
 * that are new and do not concern each other are written in one transaction. Outcomes are
 * told when their listings are stored.
 */
final class ListingBatch {

	static final int MAX_LISTINGS = 64;

	/**
	 * Characters of descriptions: a statement that makes more searchable could time out.
	 */
	private static final int MAX_TEXT = 1_000_000;

	private final ListingImporter importer;

	private final @Nullable String actor;

	private final int maxListings;

	private final List<Step> steps = new ArrayList<>();

	private int listings;

	private int text;

	/**
	 * A batch without listings.
	 * @param actor recorded as the actor of changes; null for that of the current
	 * transaction
	 */
	ListingBatch(ListingImporter importer, @Nullable String actor) {
		this(importer, actor, MAX_LISTINGS);
	}

	ListingBatch(ListingImporter importer, @Nullable String actor, int maxListings) {
		this.importer = importer;
		this.actor = actor;
		this.maxListings = maxListings;
	}

	/** Adds a listing, and imports all if there are enough of them. */
	void add(PendingListing pending) {
		if (pending.part().result().listing() == null) {
			pending.document().addError();
			then(() -> pending.tell(new Rejected(pending.part().result().problems())));
			return;
		}
		this.steps.add(new Step(pending, null));
		this.listings++;
		this.text += Objects.requireNonNullElse(pending.listing().event().description(), "").length();
		if (this.listings == this.maxListings || this.text > MAX_TEXT) {
			finish();
		}
	}

	/** Adds what is to be done when the listings before are imported. */
	void then(Runnable action) {
		if (this.steps.isEmpty()) {
			action.run();
			return;
		}
		this.steps.add(new Step(null, action));
	}

	/** Imports what was added. */
	void finish() {
		List<Step> all = List.copyOf(this.steps);
		this.steps.clear();
		this.listings = 0;
		this.text = 0;
		Set<PendingListing> known = Collections.newSetFromMap(new IdentityHashMap<>());
		known.addAll(
				this.importer.findKnown(all.stream().flatMap((step) -> Stream.ofNullable(step.pending())).toList()));
		ListingKeys written = new ListingKeys();
		int next = 0;
		while (next < all.size()) {
			int imported = importNew(Run.of(all.subList(next, all.size()), known, written), known, written);
			if (imported == 0) {
				importNext(all.get(next), written);
			}
			next += Math.max(1, imported);
		}
	}

	/**
	 * Imports the run as far as its listings are new, or none of them if they cannot be
	 * stored together.
	 * @return how many steps are done
	 */
	private int importNew(Run run, Set<PendingListing> known, ListingKeys written) {
		List<ImportOutcome> outcomes = (run.listings().size() < 2) ? List.of()
				: this.importer.importNew(run.listings(), this.actor);
		if (outcomes.isEmpty()) {
			known.addAll(run.listings());
		}
		int told = 0;
		int done = 0;
		for (Step step : run.steps()) {
			if (step.pending() != null && told == outcomes.size()) {
				known.add(step.pending());
				return done;
			}
			if (step.pending() != null) {
				written.add(step.listing());
				step.pending().tell(outcomes.get(told));
				told++;
			}
			else {
				step.perform();
			}
			done++;
		}
		return done;
	}

	private void importNext(Step step, ListingKeys written) {
		PendingListing pending = step.pending();
		if (pending != null) {
			pending.tell(this.importer.importOne(pending, this.actor));
			written.add(step.listing());
		}
		else {
			step.perform();
		}
	}

	/**
	 * A listing, or what is to be done after those before.
	 */
	private record Step(@Nullable PendingListing pending, @Nullable Runnable action) {

		Listing listing() {
			return Objects.requireNonNull(this.pending).listing();
		}

		void perform() {
			Objects.requireNonNull(this.action).run();
		}

	}

	/**
	 * The first steps whose listings can be written together.
	 */
	private record Run(List<Step> steps, List<PendingListing> listings) {

		static Run of(List<Step> steps, Set<PendingListing> known, ListingKeys written) {
			ListingKeys keys = new ListingKeys();
			List<PendingListing> listings = new ArrayList<>();
			int count = 0;
			for (Step step : steps) {
				PendingListing pending = step.pending();
				if (pending != null) {
					Listing listing = step.listing();
					if (known.contains(pending) || keys.concern(listing) || written.concern(listing)) {
						break;
					}
					keys.add(listing);
					listings.add(pending);
				}
				count++;
			}
			return new Run(steps.subList(0, count), listings);
		}

	}

}
