package dev.marquee.mutation;

import java.util.List;

/**
 * Something that the user who filled an input in can put right.
 *
 * @param field where it is within the input: names of fields, and places in lists counted
 * from 0
 * @param message a sentence for people
 */
public record UserError(List<String> field, String message, UserErrorCode code) {

}
