package dev.marquee.cost;

import java.util.Locale;

import graphql.ExecutionInput;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.language.Document;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Refuses documents that are too large: while they are parsed, and before they are
 * validated. A document that was let through once is not looked at again.
 */
@Component
class DocumentLimits {

	private static final int DEEPEST_SYNTAX = 200;

	private final Limits limits;

	private final ParserOptions parsing;

	DocumentLimits(Limits limits) {
		this.limits = limits;
		this.parsing = ParserOptions.newParserOptions()
			.maxCharacters(limits.characters())
			.maxTokens(limits.tokens())
			.maxWhitespaceTokens(limits.whitespaceTokens())
			.maxRuleDepth(DEEPEST_SYNTAX)
			.build();
	}

	/**
	 * Limits the parser. It reads a character, and a token, only if they are not too
	 * many.
	 */
	InstrumentationContext<Document> limit(ExecutionInput request) {
		Refusal.ifMore(request.getQuery().length(), this.limits.characters(), "CHARACTER_LIMIT_EXCEEDED",
				"The document has %,d characters");
		request.getGraphQLContext().put(ParserOptions.class, this.parsing);
		return SimpleInstrumentationContext.whenCompleted((document, failure) -> check(failure));
	}

	private void check(@Nullable Throwable failure) {
		if (failure instanceof ParseCancelledTooDeepException) {
			throw Refusal.limit("DEPTH_LIMIT_EXCEEDED",
					"The document is nested too deeply: fields may be, in at most " + this.limits.depth() + " levels.",
					this.limits.depth());
		}
		if (failure instanceof ParseCancelledException) {
			throw Refusal.limit("TOKEN_LIMIT_EXCEEDED",
					String.format(Locale.ROOT,
							"The document has too many tokens: it may have at most %,d, "
									+ "and %,d blanks, commas and line ends.",
							this.limits.tokens(), this.limits.whitespaceTokens()),
					this.limits.tokens());
		}
	}

	void check(Document document) {
		DocumentSize.check(document, this.limits);
	}

}
