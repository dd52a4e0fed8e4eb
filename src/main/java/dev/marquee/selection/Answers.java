package dev.marquee.selection;

import java.util.List;
import java.util.UUID;

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
		byte[] json = this.queries.value("skeleton", statement, request);
		if (json == null) {
			return null;
		}
		Skeleton skeleton = new Skeleton(json, plan.fragments(), this.cache);
		plan.found(skeleton.size() - skeleton.missing(), skeleton.size());
		if (skeleton.missing() > 0) {
			read(skeleton, request);
		}
		return (skeleton.missing() > 0) ? whole(plan, request) : skeleton.whole();
	}

	private void read(Skeleton skeleton, Operation request) {
		List<Fragment> fragments = skeleton.missingFragments();
		List<UUID[]> keys = fragments.stream().map(skeleton::missingKeys).toList();
		this.queries.objects(fragments, keys, request,
				(fragment, json) -> FragmentCutter.cut(json, (mark, stamp, object) -> {
					FragmentKey key = new FragmentKey(fragments.get(fragment).number(), mark.high(), mark.low());
					this.cache.keep(key, stamp, object);
					skeleton.put(key, stamp, object);
				}));
	}

	private byte @Nullable [] whole(Plan plan, Operation request) {
		byte[] json = this.queries.value("answer", plan.whole(), request);
		if (json == null || plan.fragments().isEmpty()) {
			return json;
		}
		Keeping keeping = new Keeping(plan);
		byte[] clean = FragmentCutter.cut(json, keeping);
		plan.found(keeping.known, keeping.all);
		return clean;
	}

	/**
	 * Keeps the fragments of a whole answer, and counts how many were kept already.
	 */
	private final class Keeping implements FragmentCutter.Taker {

		private final Plan plan;

		private int known;

		private int all;

		Keeping(Plan plan) {
			this.plan = plan;
		}

		@Override
		public void take(Mark mark, byte[] stamp, byte[] json) {
			Fragment fragment = this.plan.fragments().get(mark.number());
			this.all++;
			if (Answers.this.cache.keep(new FragmentKey(fragment.number(), mark.high(), mark.low()), stamp, json)) {
				this.known++;
			}
		}

	}

}
