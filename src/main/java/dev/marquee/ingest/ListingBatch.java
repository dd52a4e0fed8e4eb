package dev.marquee.ingest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.marquee.ingest.ImportOutcome.Rejected;
import org.jspecify.annotations.Nullable;

/**
 * Collects listings and imports them as if one by one, in their order, but in one
 * transaction. Outcomes are told when their listings are stored.
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
		Set<PendingListing> apart = Collections.newSetFromMap(new IdentityHashMap<>());
		int next = 0;
		while (next < all.size()) {
			next += importRun(Run.of(all.subList(next, all.size()), apart), apart);
		}
	}

	/**
	 * Imports the listings of the run, or none of them if they cannot be stored together.
	 * @param apart gets those that are to be imported apart then
	 * @return how many steps are done
	 */
	private int importRun(Run run, Set<PendingListing> apart) {
		List<ImportOutcome> outcomes = run.listings().isEmpty() ? List.of()
				: this.importer.importTogether(run.listings(), this.actor);
		if (outcomes.isEmpty() && !run.listings().isEmpty()) {
			apart.addAll(run.listings());
			return 0;
		}
		Iterator<ImportOutcome> each = outcomes.iterator();
		for (Step step : run.steps()) {
			PendingListing pending = step.pending();
			if (pending != null) {
				pending.tell(each.next());
			}
			else {
				step.perform();
			}
		}
		return run.steps().size();
	}

	/**
	 * A listing, or what is to be done after those before.
	 */
	private record Step(@Nullable PendingListing pending, @Nullable Runnable action) {

		void perform() {
			Objects.requireNonNull(this.action).run();
		}

	}

	/**
	 * The first steps whose listings are written together.
	 */
	private record Run(List<Step> steps, List<PendingListing> listings) {

		static Run of(List<Step> steps, Set<PendingListing> apart) {
			List<PendingListing> listings = new ArrayList<>();
			int count = 0;
			for (Step step : steps) {
				PendingListing pending = step.pending();
				if (pending != null) {
					if (!listings.isEmpty() && (apart.contains(pending) || apart.contains(listings.getFirst()))) {
						break;
					}
					listings.add(pending);
				}
				count++;
			}
			return new Run(steps.subList(0, count), listings);
		}

	}

}
