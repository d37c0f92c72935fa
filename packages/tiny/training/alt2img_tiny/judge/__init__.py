"""A second encoder of drawings and texts that shares neither towers nor drawings with the generator, to judge it by."""
