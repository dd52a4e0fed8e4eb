package dev.marquee.paging;

import java.util.List;
import java.util.Objects;

import dev.marquee.paging.Criterion.Classes;
import dev.marquee.paging.Criterion.Part;
import dev.marquee.paging.Criterion.Span;
import dev.marquee.selection.RowVersion;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.TableLike;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Makes the SQL that finds the first rows of a list. There are two ways to them: to walk
 * along the index of the order and to drop what does not fit, which is quick when much
 * fits; and to gather all that fits by other indexes and to sort it, which is quick when
 * little does. PostgreSQL would have to choose between them by statistics that a prepared
 * statement does not see, and a wrong choice costs a hundred times as much. So the
 * statement holds both: it walks a number of steps, goes on if those led to some rows,
 * and gathers only if there are still not enough.
 *
 * @param list the table of the list, as its rows name it
 * @param columns what to select of each row, by name and with all that orders it
 * @param steps how many steps to walk at most, beside those for the rows themselves
 */
record Finder<S extends Table<?>>(S list, Finding finding, Ordering<S> ordering, List<SelectFieldOrAsterisk> columns,
		int steps) {

	/** How many steps along an index cost about as much as a search by another one. */
	private static final int STEPS = 2000;

	/** How many times as many steps may still be cheaper, if some led to rows. */
	private static final int FURTHER = 10;

	/** The part of the rows that has to be found by then. */
	private static final int PROMISING = 8;

	/** The common table expressions that hold what the steps led to. */
	private static final Name WALKED = DSL.name("walked");

	private static final Name WALKED_FURTHER = DSL.name("walked_further");

	Finder(S list, Finding finding, Ordering<S> ordering, List<SelectFieldOrAsterisk> columns) {
		this(list, finding, ordering, columns, STEPS);
	}

	/**
	 * The first rows beyond a place in the order.
	 * @param fromEnd whether to count from the end of the order
	 */
	Select<Record> first(int size, boolean fromEnd, Condition beyond) {
		List<Criterion> criteria = this.finding.criteria();
		Condition base = DSL.and(this.finding.where(), beyond);
		if (this.finding.ofOne()) {
			return sorted(this.finding.from(), base.and(all(criteria)), fromEnd, size);
		}
		if (!this.ordering.indexed()) {
			return gathered(criteria, base, fromEnd, size);
		}
		Condition bounded = base.and(this.ordering.bounds().apply(this.list));
		Criterion ordered = alongOrder(criteria);
		if (ordered == null) {
			return along(bounded, criteria, fromEnd, size);
		}
		Span span = Objects.requireNonNull(ordered.span());
		List<Criterion> others = without(ordered, criteria);
		Select<Record> along = along(bounded.and(span.along()), others, fromEnd, size);
		if (span.first() == null) {
			return along;
		}
		Select<Record> first = ofEachClass(span.first(), bounded, others, this.ordering.of(this.list, fromEnd), size);
		return sorted(both(first, along), DSL.noCondition(), fromEnd, size);
	}

	/** Any rows, up to a number; to be counted. */
	Select<Record> some(int size) {
		List<Criterion> criteria = this.finding.criteria();
		Condition base = this.finding.where();
		if (this.finding.ofOne()) {
			return DSL.select(this.columns)
				.from(this.finding.from())
				.where(base, all(criteria))
				.limit(DSL.inline(size));
		}
		Criterion ordered = alongOrder(criteria);
		if (ordered == null) {
			return some(base, criteria, size);
		}
		Span span = Objects.requireNonNull(ordered.span());
		List<Criterion> others = without(ordered, criteria);
		Select<Record> along = some(base.and(span.along()), others, size);
		if (span.first() == null) {
			return along;
		}
		Select<Record> first = ofEachClass(span.first(), base, others, List.of(), size);
		return DSL.select(DSL.asterisk()).from(both(first, along)).limit(DSL.inline(size));
	}

	private Select<Record> some(Condition base, List<Criterion> criteria, int size) {
		if (criteria.isEmpty()) {
			return sorted(this.finding.from(), base, false, size);
		}
		Select<Record> any = any(criteria, base, size);
		return criteria.stream().allMatch(Criterion::wide) ? firstWalking(base, criteria, false, size, any) : any;
	}

	private Select<Record> along(Condition base, List<Criterion> criteria, boolean fromEnd, int size) {
		return criteria.isEmpty() ? sorted(this.finding.from(), base, fromEnd, size)
				: firstWalking(base, criteria, fromEnd, size, gathered(criteria, base, fromEnd, size));
	}

	private Select<Record> firstWalking(Condition base, List<Criterion> criteria, boolean fromEnd, int size,
			Select<Record> otherwise) {
		Condition fits = all(criteria);
		int steps = this.steps + size;
		Select<Record> near = walk(steps, base, fits, fromEnd, size);
		Condition goOn = count(WALKED).between(DSL.inline(Math.max(1, size / PROMISING)), DSL.inline(size - 1));
		Select<Record> far = walk(steps * FURTHER, base, fits.and(goOn), fromEnd, size);
		return DSL.with(WALKED.as(near), WALKED_FURTHER.as(far))
			.select(DSL.asterisk())
			.from(DSL.table(WALKED))
			.where(count(WALKED).ge(DSL.inline(size)))
			.unionAll(DSL.select(DSL.asterisk())
				.from(DSL.table(WALKED_FURTHER))
				.where(count(WALKED_FURTHER).ge(DSL.inline(size))))
			.unionAll(DSL.select(DSL.asterisk())
				.from(otherwise.asTable("gathered"))
				.where(count(WALKED).lt(DSL.inline(size)), count(WALKED_FURTHER).lt(DSL.inline(size))));
	}

	private Select<Record> walk(int steps, Condition base, Condition fits, boolean fromEnd, int size) {
		Table<?> walk = DSL.select(whole())
			.from(this.finding.from())
			.where(base)
			.orderBy(this.ordering.of(this.list, fromEnd))
			.limit(DSL.inline(steps))
			.asTable(this.list.getName());
		return DSL.select(this.columns).from(walk).where(fits).limit(DSL.inline(size));
	}

	private static Field<Integer> count(Name rows) {
		return DSL.field(DSL.selectCount().from(DSL.table(rows)));
	}

	/**
	 * Few rows are in a part, so what is asked besides is looked up in none of the other
	 * indexes: that would be done once for each class.
	 */
	private Select<Record> ofEachClass(Part part, Condition base, List<Criterion> others, List<OrderField<?>> order,
			int size) {
		TableLike<?> from = others.isEmpty() ? this.finding.from() : fenced(base.and(part.condition()));
		Condition condition = others.isEmpty() ? base.and(part.condition()) : all(others);
		return eachClass(part, from, condition, order, size);
	}

	private Select<Record> eachClass(Part part, TableLike<?> from, Condition condition, List<OrderField<?>> order,
			int size) {
		Select<Record> rows = DSL.select(this.columns)
			.from(from)
			.where(condition)
			.orderBy(order)
			.limit(DSL.inline(size));
		return DSL.select(this.list.asterisk()).from(part.classes(), DSL.lateral(rows.asTable(this.list.getName())));
	}

	private Select<Record> gathered(List<Criterion> criteria, Condition base, boolean fromEnd, int size) {
		Part classes = classesInOrder(criteria);
		if (classes != null) {
			Condition condition = DSL.and(base, classes.condition(), all(criteria));
			Select<Record> each = eachClass(classes, this.finding.from(), condition,
					this.ordering.of(this.list, fromEnd), size);
			return sorted(each.asTable(this.list.getName()), DSL.noCondition(), fromEnd, size);
		}
		return sorted(fenced(criteria, base), DSL.and(base, all(criteria)), fromEnd, size);
	}

	/**
	 * The classes that the order's own index leads through, if nothing narrower is asked.
	 */
	private @Nullable Part classesInOrder(List<Criterion> criteria) {
		List<Criterion> narrow = criteria.stream().filter((criterion) -> !criterion.wide()).toList();
		Classes classes = (narrow.size() == 1) ? narrow.getFirst().classes() : null;
		return (classes != null && classes.areIn(this.ordering.columns().apply(this.list))) ? classes.part() : null;
	}

	private Select<Record> any(List<Criterion> criteria, Condition base, int size) {
		return DSL.select(this.columns).from(fenced(criteria, base)).where(base, all(criteria)).limit(DSL.inline(size));
	}

	/**
	 * The rows to which indexes are to lead, without regard to anything that is asked
	 * besides: PostgreSQL plans by itself what an offset is in front of.
	 */
	private TableLike<?> fenced(List<Criterion> criteria, Condition base) {
		List<Criterion> narrow = criteria.stream().filter((criterion) -> !criterion.wide()).toList();
		return fenced(narrow.isEmpty() ? base.and(all(criteria)) : all(narrow));
	}

	private TableLike<?> fenced(Condition condition) {
		return DSL.select(whole())
			.from(this.finding.from())
			.where(this.finding.where(), condition)
			.offset(DSL.inline(0))
			.asTable(this.list.getName());
	}

	private Select<Record> sorted(TableLike<?> from, Condition condition, boolean fromEnd, int size) {
		return DSL.select(this.columns)
			.from(from)
			.where(condition)
			.orderBy(this.ordering.of(this.list, fromEnd))
			.limit(DSL.inline(size));
	}

	/** All columns, of which PostgreSQL carries along only those that are used. */
	private List<SelectFieldOrAsterisk> whole() {
		return List.of(this.list.asterisk(), RowVersion.transaction(this.list));
	}

	private Table<?> both(Select<Record> one, Select<Record> other) {
		return one.unionAll(other).asTable(this.list.getName());
	}

	private @Nullable Criterion alongOrder(List<Criterion> criteria) {
		List<Field<?>> order = this.ordering.columns().apply(this.list);
		return criteria.stream()
			.filter((criterion) -> criterion.span() != null && criterion.span().isAlong(order))
			.findFirst()
			.orElse(null);
	}

	private static List<Criterion> without(Criterion left, List<Criterion> criteria) {
		return criteria.stream().filter((each) -> !each.name().equals(left.name())).toList();
	}

	private static Condition all(List<Criterion> criteria) {
		return DSL.and(criteria.stream().map(Criterion::condition).toList());
	}

}
