package dev.marquee.mutation;

/**
 * The codes of {@link UserError}s, as in the schema.
 */
public enum UserErrorCode {

	REQUIRED, INVALID, TOO_LONG, TOO_MANY, NOT_FOUND, TAKEN, END_BEFORE_START, WRONG_STATE, CONFLICT, FORBIDDEN

}
