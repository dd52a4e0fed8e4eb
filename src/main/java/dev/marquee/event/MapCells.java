package dev.marquee.event;

import java.util.List;
import java.util.Map;

import dev.marquee.graphql.BadUserInputException;
import dev.marquee.query.compile.Arguments;
import dev.marquee.venue.BoundingBox;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.SelectJoinStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The cells in which events on a map are counted, as a common table expression: the
 * {@link MapTile tiles} that the viewport touches, each as a range of the column
 * {@code map_cell}.
 *
 * @param arrays the paths of the tiles, their first and their last {@code map_cell}
 * @param shift how many bits lower the tile of a {@code map_cell} begins
 */
record MapCells(List<Field<?>> arrays, Field<Integer> shift) {

	static final Name CELL = DSL.name("cell");

	private static final int MAX_ZOOM = 22;

	/** A cell is a quarter of a tile wide. */
	private static final int LEVELS_BELOW_TILE = 2;

	private static final int MAX_CLUSTERS = 400;

	/**
	 * Reads the arguments {@code within}, {@code zoom} and {@code maxClusters}.
	 * @throws BadUserInputException if one is out of range; for {@code within} when it is
	 * bound
	 */
	static MapCells of(Arguments arguments) {
		int maxClusters = arguments.intBetween("maxClusters", 1, MAX_CLUSTERS);
		int finestLevel = arguments.has("zoom") ? arguments.intBetween("zoom", 0, MAX_ZOOM) + LEVELS_BELOW_TILE
				: MapTile.MAX_LEVEL;
		List<Field<?>> parameters = arguments.bindAll("cells", List.of(SQLDataType.CLOB.array(),
				SQLDataType.BIGINT.array(), SQLDataType.BIGINT.array(), SQLDataType.INTEGER),
				(values) -> parameterValues(values, finestLevel, maxClusters));
		return new MapCells(parameters.subList(0, 3), parameters.get(3).cast(SQLDataType.INTEGER));
	}

	private static List<@Nullable Object> parameterValues(Map<String, Object> arguments, int finestLevel,
			int maxClusters) {
		BoundingBox viewport = BoundingBox.of((Map<?, ?>) arguments.getOrDefault("within", Map.of()));
		List<MapTile> tiles = MapTile.covering(viewport, finestLevel, maxClusters);
		return List.of(tiles.stream().map(MapTile::path).toArray(), tiles.stream().map(MapTile::firstCell).toArray(),
				tiles.stream().map(MapTile::lastCell).toArray(), MapTile.shift(tiles.getFirst().level()));
	}

	CommonTableExpression<?> commonTableExpression() {
		Table<?> tiles = DSL.table("unnest({0}, {1}, {2})", this.arrays.toArray(Field<?>[]::new))
			.as("tile", "tile", "first_cell", "last_cell");
		return CELL.as(DSL.select(DSL.asterisk()).from(tiles));
	}

	/** The columns of the cells, from a table that has some of them. */
	static SelectJoinStep<Record> select(Name table) {
		return DSL.select(List.of(DSL.field(table.append("tile")), DSL.field(table.append("first_cell")),
				DSL.field(table.append("last_cell"))))
			.from(table);
	}

	static Field<String> tile() {
		return DSL.field(CELL.append("tile"), SQLDataType.CLOB);
	}

	static Field<Long> firstCell() {
		return DSL.field(CELL.append("first_cell"), SQLDataType.BIGINT);
	}

	static Field<Long> lastCell() {
		return DSL.field(CELL.append("last_cell"), SQLDataType.BIGINT);
	}

	/** The number of the tile with a {@code map_cell}, on the level of these cells. */
	Field<Long> tileNumber(Field<Long> mapCell) {
		return DSL.field("({0} >> {1})", SQLDataType.BIGINT, mapCell, this.shift);
	}

}
