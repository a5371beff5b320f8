"""How the library looks at items: named functions from the facts of a payment to how an item stands."""
