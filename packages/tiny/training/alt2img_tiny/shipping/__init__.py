"""What is shipped: the training set as one Parquet file, the models, and the entries that name their files."""
