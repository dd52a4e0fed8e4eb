package dev.marquee.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.text.Hashes;
import org.jspecify.annotations.Nullable;

/**
 * The import of one document while it goes on: what it has written so far.
 */
final class DocumentImport {

	private final String name;

	private final String hash;

	private final boolean tellsChanges;

	/** The hashes of the listings by their events. */
	private final Map<UUID, UUID> written = new LinkedHashMap<>();

	private boolean hasErrors;

	/** What was written before {@link #keep()}. */
	private final Map<UUID, Optional<UUID>> replaced = new LinkedHashMap<>();

	private boolean hadErrors;

	/**
	 * Begins an import.
	 * @param tellsChanges whether to tell the values of fields that differ
	 */
	DocumentImport(String name, String hash, boolean tellsChanges) {
		this.name = name;
		this.hash = hash;
		this.tellsChanges = tellsChanges;
	}

	/**
	 * SHA-256 of a document and of how it is to be read; that of the document alone if
	 * nothing else is said.
	 */
	static String hash(SourceDocument document, @Nullable DocumentFormat format) {
		String content = Hashes.sha256Hex(document.bytes());
		SourceDocument.Options options = document.options();
		boolean isPlain = format == null && document.sourceUrl() == null && options.equals(SourceDocument.Options.NONE);
		return isPlain ? content : Hashes.sha256Hex(content + '\n' + format + '\n' + document.sourceUrl() + '\n'
				+ new TreeMap<>(options.columns()) + '\n' + options.timeZone());
	}

	String name() {
		return this.name;
	}

	String hash() {
		return this.hash;
	}

	boolean tellsChanges() {
		return this.tellsChanges;
	}

	Set<UUID> events() {
		return this.written.keySet();
	}

	/** The hashes of the listings, in the order of {@link #events()}. */
	List<UUID> listingHashes() {
		return new ArrayList<>(this.written.values());
	}

	/** Records that a listing of the document is that of this event. */
	void add(UUID event, UUID listingHash) {
		Optional<UUID> before = Optional.ofNullable(this.written.put(event, listingHash));
		this.replaced.putIfAbsent(event, before);
	}

	/** Keeps what was added, since it is stored. */
	void keep() {
		this.replaced.clear();
		this.hadErrors = this.hasErrors;
	}

	/** Forgets what was added since {@link #keep()}, since it was not stored. */
	void undo() {
		this.replaced.forEach((event, before) -> before.ifPresentOrElse((hash) -> this.written.put(event, hash),
				() -> this.written.remove(event)));
		this.replaced.clear();
		this.hasErrors = this.hadErrors;
	}

	void addError() {
		this.hasErrors = true;
	}

	/** Whether everything that the document has was imported. */
	boolean isComplete() {
		return !this.hasErrors && !this.written.isEmpty();
	}

}
