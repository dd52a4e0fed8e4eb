package dev.marquee.event;

/**
 * A frequently asked question to store, with its answer.
 */
public record FaqDetails(String question, String answer) {

}
