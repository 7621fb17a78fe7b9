"""A Library becomes words in an order: one document a card, and the forms it is circulated in."""
