package dev.marquee.mutation;

import java.util.List;

/**
 * An error in the input of a mutation that the user can correct.
 *
 * @param field the path within the input: names of fields and list indexes from 0; empty
 * for the input as a whole
 * @param message one English sentence that says what to do
 */
record UserError(List<String> field, String message, UserErrorCode code) {

}
