"""Image–text pairs of a crawl on a Spark cluster: alt2img reads the files, Spark finds duplicates and writes Parquet.

spark-submit pairs_of_crawl.py PATHS OUT [--prefix PREFIX] [--rule NAME=VALUE …] [--buckets N]
"""

import argparse
import gzip
import os
import pathlib
import shlex
import urllib.request

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F

SHARD = pathlib.Path(__file__).with_name("shard.sh").read_text(encoding="utf-8")

# Given, not inferred: to infer it, Spark would have to run every task twice.
PAIR = """
    imageUrl STRING, text STRING, width DOUBLE, height DOUBLE, pageUrl STRING, source STRING, optOut ARRAY<STRING>,
    filename STRING, offset BIGINT, length BIGINT
"""


def crawl_files(paths: str, prefix: str) -> list[str]:
    """The names in a list such as Common Crawl's wat.paths.gz, which is a file or an http(s) address."""
    if paths.startswith(("http://", "https://")):
        with urllib.request.urlopen(paths, timeout=60) as response:
            content = response.read()
    else:
        content = pathlib.Path(paths).read_bytes()
    if content.startswith(b"\x1f\x8b"):
        content = gzip.decompress(content)
    return [prefix + line.strip() for line in content.decode("utf-8").splitlines() if line.strip()]


def pairs_of(spark: SparkSession, files: list[str], rules: list[str]) -> DataFrame:
    """The pairs that the rules keep, a task for each file.

    Both commands are in one pipe, since PySpark would wait forever if the first of two pipes failed. It starts commands with
    an empty environment, so PATH has to be passed on.
    """
    options = [option for rule in rules for option in ("--rule", rule)]
    command = shlex.join(["bash", "-c", SHARD, "shard.sh", *options])
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    names = spark.sparkContext.parallelize(files, max(len(files), 1))
    return spark.read.schema(PAIR).json(names.pipe(command, env=environment, checkCode=True))


def first_of_each(pairs: DataFrame) -> DataFrame:
    """One pair for each image address and text: the first one of the crawl, by file name and offset.

    `dropDuplicates` would keep whichever comes first on the network, another one in every run.
    """
    place = F.struct(*[F.col(name) for name in ("filename", "offset", "pageUrl", "source", "width", "height", "length", "optOut")])
    return pairs.groupBy("imageUrl", "text").agg(F.min(place).alias("first")).select("imageUrl", "text", "first.*")


def as_laion(pairs: DataFrame, buckets: int) -> DataFrame:
    """The columns of alt2img's Parquet files, and a bucket: the same for the same address and text, in every crawl."""
    bucket: Column = F.pmod(F.xxhash64("imageUrl", "text"), F.lit(buckets)).cast("int")
    return pairs.select(
        F.col("imageUrl").alias("URL"),
        F.col("text").alias("TEXT"),
        F.col("width").cast("int").alias("declared_width"),
        F.col("height").cast("int").alias("declared_height"),
        F.col("pageUrl").alias("page"),
        "source",
        F.array_join("optOut", ", ").alias("opt_out"),
        "filename",
        "offset",
        "length",
        bucket.alias("bucket"),
    )


def write(rows: DataFrame, out: str) -> None:
    """Writes a folder for each bucket, with rows in an order of their own, so that the same crawl gives files with the same rows in the same order."""
    sorted_rows = rows.repartition("bucket").sortWithinPartitions("bucket", "filename", "offset", "URL", "TEXT")
    sorted_rows.write.partitionBy("bucket").mode("errorifexists").parquet(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", help="a list of crawl files, one on each line, perhaps gzipped: a file or an http(s) address")
    parser.add_argument("out", help="the folder for the Parquet files; anything that Spark can write to")
    parser.add_argument("--prefix", default="", help="what to put before each line: https://data.commoncrawl.org/ or s3://commoncrawl/")
    parser.add_argument("--rule", action="append", help="as for alt2img dataset filter; default: min-text-length=5")
    parser.add_argument("--buckets", type=int, default=256, help="how many folders of Parquet files to write")
    args = parser.parse_args()

    spark = SparkSession.builder.appName("alt2img").getOrCreate()
    pairs = pairs_of(spark, crawl_files(args.paths, args.prefix), args.rule or ["min-text-length=5"])
    write(as_laion(first_of_each(pairs), args.buckets), args.out)
    spark.stop()


if __name__ == "__main__":
    main()
