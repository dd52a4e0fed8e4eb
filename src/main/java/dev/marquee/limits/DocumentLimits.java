package dev.marquee.limits;

import java.util.Locale;

import graphql.ExecutionInput;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.language.Document;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.validation.QueryComplexityLimits;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Rejects documents that are too large, while they are parsed and before they are
 * validated. A document in the cache has passed and is not checked again.
 */
@Component
class DocumentLimits {

	/**
	 * The grammar rules from a field to its child field if an inline fragment surrounds
	 * each.
	 */
	private static final int RULES_PER_LEVEL = 6;

	/**
	 * The grammar rules above the first field, and below the last one for its arguments.
	 */
	private static final int EXTRA_RULES = 80;

	private final RequestLimits requestLimits;

	private final ParserOptions parserOptions;

	/**
	 * The limits of graphql-java's validation. {@link DocumentSizeCheck} checks the same
	 * limits before, with error codes of its own.
	 */
	private final QueryComplexityLimits validation;

	DocumentLimits(RequestLimits requestLimits) {
		this.requestLimits = requestLimits;
		this.parserOptions = ParserOptions.newParserOptions()
			.maxCharacters(requestLimits.characters())
			.maxTokens(requestLimits.tokens())
			.maxWhitespaceTokens(requestLimits.whitespaceTokens())
			.maxRuleDepth(maxRuleDepth(requestLimits.depth()))
			.build();
		this.validation = QueryComplexityLimits.newLimits()
			.maxDepth(requestLimits.depth())
			.maxFieldsCount(requestLimits.fields())
			.build();
	}

	private static int maxRuleDepth(int depth) {
		return (int) Math.min(EXTRA_RULES + (long) RULES_PER_LEVEL * depth, Integer.MAX_VALUE);
	}

	/**
	 * Configures the limits of the parser, which stops at the first character or token
	 * beyond them, and of graphql-java's validation.
	 */
	InstrumentationContext<Document> limitParser(ExecutionInput request) {
		OperationRejectedException.rejectIfAbove(request.getQuery().length(), this.requestLimits.characters(),
				"CHARACTER_LIMIT_EXCEEDED", "The document has %,d characters");
		request.getGraphQLContext().put(ParserOptions.class, this.parserOptions);
		request.getGraphQLContext().put(QueryComplexityLimits.KEY, this.validation);
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
