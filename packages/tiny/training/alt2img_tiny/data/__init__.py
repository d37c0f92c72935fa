"""The training set: drawings with names under free licences, and the captions that a model reads with them."""
