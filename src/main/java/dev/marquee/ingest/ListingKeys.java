package dev.marquee.ingest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.marquee.ingest.merge.Listing;

/**
 * What identifies listings, to tell which of them cannot be the same event and do not
 * depend on each other.
 */
final class ListingKeys {

	/** The authorities of the listings with an id or at a URL. */
	private final Map<SourceKey, Set<String>> authorities = new HashMap<>();

	/** The other listings that listings name. */
	private final Set<SourceKey> named = new HashSet<>();

	/** The first listings of which none may be the event of another by its keys. */
	static List<PendingListing> distinct(List<PendingListing> pending) {
		ListingKeys keys = new ListingKeys();
		int count = 0;
		while (count < pending.size() && !keys.mayHave(pending.get(count).source())) {
			keys.add(pending.get(count).listing());
			count++;
		}
		return pending.subList(0, count);
	}

	void add(Listing listing) {
		Listing.Source source = listing.source();
		add(SourceKey.of(source), source);
		source.atUrl().ifPresent((atUrl) -> add(SourceKey.of(atUrl), source));
		listing.groups().relations().forEach((relation) -> this.named.add(SourceKey.of(relation.other())));
	}

	private void add(SourceKey key, Listing.Source source) {
		this.authorities.computeIfAbsent(key, (present) -> new HashSet<>()).add(source.name());
	}

	/**
	 * Whether a listing may be the event of one of these, as {@link ListingSources#find}
	 * finds it. At the same URL, listings with ids of the same authority are different
	 * events.
	 */
	private boolean mayHave(Listing.Source source) {
		return this.authorities.containsKey(SourceKey.of(source))
				|| source.atUrl().map(SourceKey::of).filter((atUrl) -> isOfOthers(atUrl, source.name())).isPresent();
	}

	private boolean isOfOthers(SourceKey atUrl, String authority) {
		return this.authorities.getOrDefault(atUrl, Set.of()).stream().anyMatch((other) -> !other.equals(authority));
	}

	/**
	 * Whether one of these names a listing in such a way that it depends on whether the
	 * listing is written before or after it: not if its only event has the id already.
	 */
	boolean await(Listing.Source source, List<ImportedListing> imported) {
		boolean isKnown = imported.size() == 1 && imported.getFirst().isSameSource();
		return (!isKnown && this.named.contains(SourceKey.of(source)))
				|| source.atUrl().map(SourceKey::of).filter(this.named::contains).isPresent();
	}

	private record SourceKey(String name, String id) {

		static SourceKey of(Listing.Source source) {
			return new SourceKey(source.name(), source.id());
		}

	}

}
