package dev.marquee.mutation;

/**
 * The kinds of {@link UserError}, as the schema names them.
 */
public enum UserErrorCode {

	REQUIRED, INVALID, TOO_LONG, TOO_MANY, NOT_FOUND, TAKEN, END_BEFORE_START, WRONG_STATE, CONFLICT

}
