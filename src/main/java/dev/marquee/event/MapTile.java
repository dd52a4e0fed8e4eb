package dev.marquee.event;

import java.util.List;
import java.util.stream.IntStream;

import dev.marquee.venue.BoundingBox;

/**
 * A square of a Web Mercator map (EPSG:3857), numbered as in the URLs of map tiles: level
 * 0 is one tile with the whole map, and each further level divides a tile into four.
 *
 * @param column from 0 at the antimeridian eastward
 * @param row from 0 in the north southward; the map ends at 85.05 degrees, and what is
 * beyond is in the outermost rows
 */
record MapTile(int level, int column, int row) {

	/** The level of the column {@code map_cell} of {@code event_search}. */
	static final int MAX_LEVEL = 24;

	private static final double MAX_LATITUDE = 85.05112878;

	/**
	 * The tiles that a box touches, of the finest level on which there are not too many.
	 * @param finestLevel the finest level to use
	 * @param maxTiles the maximum number of tiles, at least 1
	 */
	static List<MapTile> covering(BoundingBox box, int finestLevel, int maxTiles) {
		int level = finestLevel;
		while (Math.multiplyFull(columnCount(box, level), rowCount(box, level)) > maxTiles) {
			level--;
		}
		int finalLevel = level;
		return rows(box, level)
			.mapToObj((row) -> columns(box, finalLevel).mapToObj((column) -> new MapTile(finalLevel, column, row)))
			.flatMap((tiles) -> tiles)
			.toList();
	}

	private static int columnCount(BoundingBox box, int level) {
		int west = column(box.west(), level);
		int east = column(box.east(), level);
		return (box.west() <= box.east()) ? east - west + 1 : Math.min(1 << level, (1 << level) - west + east + 1);
	}

	private static IntStream columns(BoundingBox box, int level) {
		int west = column(box.west(), level);
		int east = column(box.east(), level);
		return (box.west() <= box.east()) ? IntStream.rangeClosed(west, east) : IntStream
			.concat(IntStream.range(west, 1 << level), IntStream.rangeClosed(0, Math.min(east, west - 1)));
	}

	private static int rowCount(BoundingBox box, int level) {
		return row(box.south(), level) - row(box.north(), level) + 1;
	}

	private static IntStream rows(BoundingBox box, int level) {
		return IntStream.rangeClosed(row(box.north(), level), row(box.south(), level));
	}

	private static int column(double longitude, int level) {
		return index((longitude + 180) / 360, level);
	}

	private static int row(double latitude, int level) {
		double sine = Math.sin(Math.toRadians(Math.clamp(latitude, -MAX_LATITUDE, MAX_LATITUDE)));
		return index(0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI), level);
	}

	/** The index of the tile at a fraction of the map's width or height. */
	private static int index(double fraction, int level) {
		return Math.clamp((long) Math.floor(Math.scalb(fraction, level)), 0, (1 << level) - 1);
	}

	/** The lowest {@code map_cell} in the tile. */
	long firstCell() {
		return (spreadBits(this.column) | (spreadBits(this.row) << 1)) << shift(this.level);
	}

	/** The highest {@code map_cell} in the tile. */
	long lastCell() {
		return firstCell() + (1L << shift(this.level)) - 1;
	}

	/** By how many bits a {@code map_cell} is shifted to the right for its tile. */
	static int shift(int level) {
		return 2 * (MAX_LEVEL - level);
	}

	/** The number with a zero bit before each of its bits. */
	private static long spreadBits(int number) {
		long spread = 0;
		for (int bit = 0; bit < MAX_LEVEL; bit++) {
			spread |= (long) ((number >> bit) & 1) << (2 * bit);
		}
		return spread;
	}

	/** As in the URLs of map tiles: level, column and row. */
	String path() {
		return this.level + "/" + this.column + "/" + this.row;
	}

}
