package dev.marquee.intake;

import java.util.ArrayList;
import java.util.List;

/**
 * The JSON-LD of a document, line by line: what stands between fences or, when there is
 * no fence, the whole section.
 */
final class JsonBlocks {

	private final List<JsonBlock> blocks = new ArrayList<>();

	private final List<String> lines = new ArrayList<>();

	private int firstLine;

	private boolean isFenced;

	void accept(String line, int number) {
		if (line.strip().startsWith("```")) {
			close(true);
			this.isFenced = !this.isFenced;
			return;
		}
		if (this.lines.isEmpty()) {
			this.firstLine = number;
		}
		this.lines.add(line);
	}

	void end() {
		close(!this.isFenced);
		this.isFenced = false;
	}

	private void close(boolean isComplete) {
		String text = String.join("\n", this.lines);
		if (!text.isBlank()) {
			this.blocks.add(new JsonBlock(new Where(Section.STRUCTURED_DATA.title(), this.firstLine),
					this.isFenced ? text : text.strip(), isComplete));
		}
		this.lines.clear();
	}

	/**
	 * Whether a fence is open.
	 */
	boolean isFenced() {
		return this.isFenced;
	}

	List<JsonBlock> toList() {
		return List.copyOf(this.blocks);
	}

}
