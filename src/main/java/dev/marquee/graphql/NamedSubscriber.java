package dev.marquee.graphql;

import java.util.function.Consumer;

import org.springframework.graphql.GraphQlRequest;

/**
 * A subscriber that can be recognized when it returns after an interruption, and whose
 * transport learns what it has received. The GraphQL context of its request holds it
 * under this class.
 *
 * @param name chosen by the client
 * @param identity the principal; another principal cannot use its names
 * @param owner whose subscribers are counted together
 * @param request the document and variables to which the name belongs
 * @param onStart is called with the receipts of the subscription before its first event
 */
public record NamedSubscriber(String name, String identity, String owner, GraphQlRequest request,
		Consumer<DeliveryReceipts> onStart) {
}
