package dev.marquee.event;

/**
 * A question that is often asked, and its answer.
 */
public record Faq(String question, String answer) {

}
