package dev.marquee.limits;

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
 * Rejects documents that are too large, while they are parsed and before they are
 * validated. A document in the cache has passed and is not checked again.
 */
@Component
class DocumentLimits {

	private static final int MAX_GRAMMAR_DEPTH = 200;

	private final RequestLimits requestLimits;

	private final ParserOptions parserOptions;

	DocumentLimits(RequestLimits requestLimits) {
		this.requestLimits = requestLimits;
		this.parserOptions = ParserOptions.newParserOptions()
			.maxCharacters(requestLimits.characters())
			.maxTokens(requestLimits.tokens())
			.maxWhitespaceTokens(requestLimits.whitespaceTokens())
			.maxRuleDepth(MAX_GRAMMAR_DEPTH)
			.build();
	}

	/**
	 * Configures the parser's limits, so that it stops at the first character or token
	 * beyond them.
	 */
	InstrumentationContext<Document> limitParser(ExecutionInput request) {
		OperationRejectedException.rejectIfAbove(request.getQuery().length(), this.requestLimits.characters(),
				"CHARACTER_LIMIT_EXCEEDED", "The document has %,d characters");
		request.getGraphQLContext().put(ParserOptions.class, this.parserOptions);
		return SimpleInstrumentationContext.whenCompleted((document, failure) -> check(failure));
	}

	private void check(@Nullable Throwable failure) {
		if (failure instanceof ParseCancelledTooDeepException) {
			throw OperationRejectedException.limitExceeded("DEPTH_LIMIT_EXCEEDED",
					"The document is nested too deeply; the limit is " + this.requestLimits.depth()
							+ " levels of fields.",
					this.requestLimits.depth());
		}
		if (failure instanceof ParseCancelledException) {
			throw OperationRejectedException.limitExceeded("TOKEN_LIMIT_EXCEEDED",
					String.format(Locale.ROOT,
							"The document has too many tokens; the limit is %,d, "
									+ "and %,d whitespace tokens (spaces, line ends, commas, comments).",
							this.requestLimits.tokens(), this.requestLimits.whitespaceTokens()),
					this.requestLimits.tokens());
		}
	}

	void check(Document document) {
		DocumentSizeCheck.check(document, this.requestLimits);
	}

}
