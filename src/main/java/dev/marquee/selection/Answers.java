package dev.marquee.selection;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import dev.marquee.selection.Written.Found;
import org.jspecify.annotations.Nullable;

/**
 * Answers root fields as their plans say. An answer shows the database as it was at one
 * moment of the request: fragments are used only with the stamps that the statement of
 * the skeleton saw, and if one has changed before it was read, all is read again at once.
 */
final class Answers {

	private final Queries queries;

	private final FragmentCache cache;

	Answers(Queries queries, FragmentCache cache) {
		this.queries = queries;
		this.cache = cache;
	}

	/** The JSON of the root field, or null. */
	byte @Nullable [] answer(Plan plan, Operation request) {
		Statement statement = plan.skeleton();
		if (statement == null) {
			return whole(plan, request);
		}
		Written written = this.queries.value("skeleton", statement, request);
		byte[] json = written.json();
		if (json == null) {
			return null;
		}
		Skeleton skeleton = new Skeleton(json, written.found(), plan.fragments(), this.cache);
		plan.found(skeleton.size() - skeleton.missing(), skeleton.size());
		if (skeleton.missing() > 0) {
			read(skeleton, request);
		}
		return (skeleton.missing() > 0) ? whole(plan, request) : skeleton.whole();
	}

	private void read(Skeleton skeleton, Operation request) {
		List<Fragment> fragments = skeleton.missingFragments();
		List<UUID[]> keys = fragments.stream().map(skeleton::missingKeys).toList();
		this.queries.objects(fragments, keys, request, (fragment, object) -> object.found().forEach((found) -> {
			FragmentKey key = FragmentKey.of(fragments.get(fragment), found);
			byte[] json = found.in(Objects.requireNonNull(object.json()));
			this.cache.keep(key, found.stamp(), json);
			skeleton.put(key, found.stamp(), json);
		}));
	}

	private byte @Nullable [] whole(Plan plan, Operation request) {
		Written written = this.queries.value("answer", plan.whole(), request);
		byte[] json = written.json();
		if (json != null) {
			plan.found(keep(written.found(), json, plan.fragments()), written.found().size());
		}
		return json;
	}

	/** Keeps fragments, and tells how many were kept already. */
	private int keep(List<Found> all, byte[] json, List<Fragment> fragments) {
		int known = 0;
		for (Found found : all) {
			if (this.cache.keep(FragmentKey.of(fragments.get(found.number()), found), found.stamp(), found.in(json))) {
				known++;
			}
		}
		return known;
	}

}
