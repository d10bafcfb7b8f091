"""The pages, their forms, and what they have around them."""
