"""Shows analysed articles and what cleaning did to them."""
