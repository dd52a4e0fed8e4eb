package dev.marquee.event;

/**
 * A kind of event.
 *
 * @param slug the category in addresses: lower-case letters and digits with hyphens
 */
public record CategoryDetails(String slug, String name) {

}
