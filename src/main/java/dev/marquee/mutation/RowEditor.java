package dev.marquee.mutation;

import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.marquee.security.Viewer;
import org.jooq.DSLContext;
import org.jooq.UpdatableRecord;

/**
 * Inserts and updates rows of one table for mutations. Before an update it locks the row
 * of the input's {@code id} and checks permission and version.
 *
 * @param <R> the record type of the table
 */
public final class RowEditor<R extends UpdatableRecord<R>> {

	private final DSLContext dsl;

	private final EditedTable<R> table;

	private final BiPredicate<Viewer, UUID> mayEdit;

	private final AfterUpdate<R> afterUpdate;

	private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

	/**
	 * Creates an editor.
	 * @param mayEdit whether a viewer may edit the row with this key
	 */
	public RowEditor(DSLContext dsl, EditedTable<R> table, BiPredicate<Viewer, UUID> mayEdit) {
		this(dsl, table, mayEdit, (input, before, after) -> {
		});
	}

	/**
	 * Creates an editor for rows from which others follow.
	 * @param mayEdit whether a viewer may edit the row with this key
	 * @param afterUpdate what every update of a row entails
	 */
	public RowEditor(DSLContext dsl, EditedTable<R> table, BiPredicate<Viewer, UUID> mayEdit,
			AfterUpdate<R> afterUpdate) {
		this.dsl = dsl;
		this.table = table;
		this.mayEdit = mayEdit;
		this.afterUpdate = afterUpdate;
	}

	/**
	 * Inserts a row with a new key, unless the input has errors.
	 * @param fill sets the other columns
	 */
	public MutationResult insert(Input input, Consumer<R> fill) {
		R row = this.dsl.newRecord(this.table.table());
		row.set(this.table.id(), this.ids.generate());
		fill.accept(row);
		if (!input.isValid()) {
			return MutationResult.EMPTY;
		}
		row.insert();
		return mutationResult(row);
	}

	/**
	 * Finds the row of the input's {@code id} and updates it, unless the input has
	 * errors.
	 * @param change sets columns and executes further statements of the change
	 */
	public MutationResult update(Input input, Viewer viewer, Consumer<R> change) {
		Optional<R> found = find(input, viewer);
		found.ifPresent((row) -> {
			change.accept(row);
			if (input.isValid() && row.modified()) {
				R before = row.original();
				row.update();
				this.afterUpdate.updated(input, before, row);
			}
		});
		return found.map(this::mutationResult).orElse(MutationResult.EMPTY);
	}

	/**
	 * The row of the input's {@code id}, locked until the transaction ends. Empty, with
	 * an error in the input, if the id is unknown, the viewer may not edit the row, or
	 * the row has been edited since the expected version.
	 */
	public Optional<R> find(Input input, Viewer viewer) {
		UUID id = input.key("id", this.table.idPrefix());
		return (id != null) ? find(input, viewer, id) : Optional.empty();
	}

	/**
	 * The same for a row to which the input's {@code id} leads.
	 * @param id the key of the row
	 */
	public Optional<R> find(Input input, Viewer viewer, UUID id) {
		Optional<R> row = this.dsl.selectFrom(this.table.table())
			.where(this.table.id().eq(id))
			.forUpdate()
			.fetchOptional()
			.filter((found) -> this.mayEdit.test(viewer, id));
		if (row.isEmpty()) {
			input.rejectValue("id", UserErrorCode.NOT_FOUND,
					"Unknown id, or you may not edit this " + this.table.name() + ".");
		}
		return row.filter((found) -> ExpectedVersion.check(input, found.get(this.table.editedVersion()),
				found.get(this.table.version())));
	}

	private MutationResult mutationResult(R row) {
		return MutationResult.of(this.table.name(), row.get(this.table.id()));
	}

	/**
	 * Writes what follows from an updated row, in the same transaction.
	 *
	 * @param <R> the record type of the table
	 */
	@FunctionalInterface
	public interface AfterUpdate<R> {

		void updated(Input input, R before, R after);

	}

}
