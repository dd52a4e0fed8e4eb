package dev.marquee.ingest.document;

import java.util.ArrayList;
import java.util.List;

import dev.marquee.ingest.jsonld.JsonLdBlock;
import dev.marquee.ingest.problem.DocumentLocation;

/**
 * Collects the JSON-LD blocks of a document line by line: the content of each code fence
 * or, without a fence, of the whole section.
 */
final class JsonLdBlockCollector {

	private final List<JsonLdBlock> blocks = new ArrayList<>();

	private final List<String> lines = new ArrayList<>();

	private int firstLine;

	private boolean isFenced;

	void accept(String line, int number) {
		if (line.strip().startsWith("```")) {
			endBlock(true);
			this.isFenced = !this.isFenced;
			return;
		}
		if (this.lines.isEmpty()) {
			this.firstLine = number;
		}
		this.lines.add(line);
	}

	void finish() {
		endBlock(!this.isFenced);
		this.isFenced = false;
	}

	private void endBlock(boolean isComplete) {
		String text = String.join("\n", this.lines);
		if (!text.isBlank()) {
			this.blocks
				.add(new JsonLdBlock(new DocumentLocation(DocumentSection.STRUCTURED_DATA.title(), this.firstLine),
						this.isFenced ? text : text.strip(), isComplete));
		}
		this.lines.clear();
	}

	/**
	 * Whether the current line is within a code fence.
	 */
	boolean isFenced() {
		return this.isFenced;
	}

	List<JsonLdBlock> blocks() {
		return List.copyOf(this.blocks);
	}

}
