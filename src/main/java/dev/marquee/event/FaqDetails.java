package dev.marquee.event;

/**
 * A question that is often asked, and its answer.
 */
public record FaqDetails(String question, String answer) {

}
