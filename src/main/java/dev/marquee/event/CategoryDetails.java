package dev.marquee.event;

/**
 * A category to store.
 *
 * @param slug the identifier in URLs and filters: lower-case letters, digits and hyphens
 */
public record CategoryDetails(String slug, String name) {

}
