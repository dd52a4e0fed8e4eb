package dev.marquee.ingest.jsonld;

import java.util.List;
import java.util.Optional;

import dev.marquee.event.FaqDetails;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.TextCleaner;

/**
 * Reads the questions of a {@code FAQPage}.
 */
record JsonLdFaqReader(DocumentLocation location, DocumentProblems problems) {

	private static final int MAX_QUESTION_LENGTH = 2000;

	private static final int MAX_ANSWER_LENGTH = 20_000;

	List<FaqDetails> read(JsonLdNode root) {
		List<FaqDetails> faqs = root.nodesOfType((node) -> node.hasType("Question"))
			.stream()
			.map(this::faq)
			.flatMap(Optional::stream)
			.toList();
		return ListingLimits.truncate(ListingLimits.MAX_PARTS, faqs, this.location, this.problems);
	}

	private Optional<FaqDetails> faq(JsonLdNode question) {
		TextCleaner cleaner = new TextCleaner(this.problems);
		String name = question.text("name");
		String text = cleaner.multiline((name != null) ? name : question.text("text"), MAX_QUESTION_LENGTH,
				"Question.name", this.location);
		String accepted = question.text("acceptedAnswer", "text");
		String answer = cleaner.multiline((accepted != null) ? accepted : question.text("suggestedAnswer", "text"),
				MAX_ANSWER_LENGTH, "Answer.text", this.location);
		return (text != null && answer != null) ? Optional.of(new FaqDetails(text, answer)) : Optional.empty();
	}

}
