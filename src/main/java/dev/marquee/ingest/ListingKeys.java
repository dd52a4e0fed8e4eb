package dev.marquee.ingest;

import java.util.HashMap;
import java.util.HashSet;
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
	 * finds it, or one of these names it. At the same URL, listings with ids of the same
	 * authority are different events.
	 */
	boolean concern(Listing listing) {
		Listing.Source source = listing.source();
		SourceKey key = SourceKey.of(source);
		return this.authorities.containsKey(key) || this.named.contains(key)
				|| source.atUrl().map(SourceKey::of).filter((atUrl) -> concern(atUrl, source.name())).isPresent();
	}

	private boolean concern(SourceKey atUrl, String authority) {
		boolean isOfOthers = this.authorities.getOrDefault(atUrl, Set.of())
			.stream()
			.anyMatch((other) -> !other.equals(authority));
		return isOfOthers || this.named.contains(atUrl);
	}

	private record SourceKey(String name, String id) {

		static SourceKey of(Listing.Source source) {
			return new SourceKey(source.name(), source.id());
		}

	}

}
