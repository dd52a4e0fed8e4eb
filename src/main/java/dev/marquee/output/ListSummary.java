package dev.marquee.output;

import java.time.Instant;

import dev.marquee.query.execute.RowStream;
import org.jspecify.annotations.Nullable;

/**
 * What the first row of a list says about all: see {@code ListMapping}.
 */
record ListSummary(@Nullable Instant updatedAt, @Nullable String versions, @Nullable String nextCursor,
		@Nullable String snapshot) {

	@Nullable ListVersions listVersions() {
		return (this.versions != null) ? ListVersions.ofHex(this.versions) : null;
	}

	/**
	 * What the body depends on: the rows of the page, and whether and where another page
	 * follows; of a long list, the state of the database and what is read of it. Null if
	 * that is unknown.
	 */
	@Nullable String state(@Nullable ListVersions listVersions, RowStream rows) {
		if (listVersions != null) {
			return listVersions.hash() + '\n' + this.nextCursor;
		}
		return (this.snapshot != null) ? this.snapshot + '\n' + rows.statementHash() : null;
	}

}
