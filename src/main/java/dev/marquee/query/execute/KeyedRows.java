package dev.marquee.query.execute;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import dev.marquee.query.compile.CacheableFragment;
import dev.marquee.query.execute.RowStream.KeyedObject;
import dev.marquee.query.execute.StatementObserver.StatementKind;
import dev.marquee.query.json.EncodedJson;
import dev.marquee.query.json.EncodedJson.FragmentSpan;
import dev.marquee.query.json.JsonWriter;

import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Reads objects of a list by their keys, on the connection on which its rows are open.
 *
 * @param fragment the objects
 * @param maxRowBytes the maximum size of the JSON of an object
 */
record KeyedRows(CacheableFragment fragment, Connection connection, StatementObserver observer,
		SQLExceptionTranslator translator, int maxRowBytes) {

	long selectionNumber() {
		return this.fragment.number();
	}

	List<KeyedObject> read(List<UUID> keys) {
		String sql = this.fragment.compiledStatement().sql();
		return this.observer.observe(StatementKind.FRAGMENTS, sql, () -> fetch(sql, keys));
	}

	private List<KeyedObject> fetch(String sql, List<UUID> keys) {
		try (PreparedStatement prepared = this.connection.prepareStatement(sql)) {
			prepared.setArray(1, this.connection.createArrayOf("uuid", keys.toArray()));
			List<KeyedObject> objects = new ArrayList<>(keys.size());
			try (ResultSet result = prepared.executeQuery()) {
				while (result.next()) {
					objects.add(object(result.getBytes(1)));
				}
			}
			return objects;
		}
		catch (SQLException ex) {
			throw RowsOpener.translate("read objects by their keys", sql, ex, this.translator);
		}
	}

	private KeyedObject object(byte[] encoded) {
		EncodedJson object = JsonWriter.write(encoded, this.fragment.compiledStatement().rowLayouts(),
				this.maxRowBytes);
		FragmentSpan span = object.fragmentSpans().getFirst();
		return new KeyedObject(new UUID(span.mostSignificantBits(), span.leastSignificantBits()), span.versionStamp(),
				Objects.requireNonNull(object.json()));
	}

}
