package dev.marquee.mcp;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The text about one event: a line for each fact that is known, then lists and longer
 * texts.
 */
final class DetailsText {

	private final StringBuilder text;

	DetailsText(String title) {
		this.text = new StringBuilder(title);
	}

	void add(String name, @Nullable String value) {
		if (value != null && !value.isBlank()) {
			this.text.append('\n').append(name).append(": ").append(EventText.oneLine(value));
		}
	}

	void addList(String title, List<String> lines) {
		if (!lines.isEmpty()) {
			this.text.append("\n\n").append(title).append(':');
			lines.forEach((line) -> this.text.append("\n- ").append(line));
		}
	}

	void addParagraph(String title, @Nullable String paragraph) {
		if (paragraph != null && !paragraph.isBlank()) {
			this.text.append("\n\n").append(title).append(":\n").append(paragraph.strip());
		}
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
