"""python -m unittest discover test: the same rows as on one machine, whatever dies on the way."""

import functools
import glob
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest

here = pathlib.Path(__file__).parent
sys.path[:0] = [str(here), str(here.parent)]

from crawl_files import write_wats  # noqa: E402

MAIN = str((here / "../../../packages/cli/dist/main.js").resolve())
NODE = shutil.which("node") or sys.exit("There is no node.")
RULE = "min-text-length=5"
COLUMNS = ("imageUrl", "text", "pageUrl", "source", "filename", "offset", "length", "optOut")
BUCKETS = 4


def alt2img(*args: str, stdin: bytes = b"") -> bytes:
    return subprocess.run([NODE, MAIN, *args], input=stdin, stdout=subprocess.PIPE, check=True).stdout


def rows_of(lines: bytes) -> list[tuple]:
    return sorted(tuple(json.dumps(json.loads(line).get(key)) for key in COLUMNS) for line in lines.splitlines())


def on_one_machine(files: list[str]) -> list[tuple]:
    pairs = alt2img("pairs", *files, "--quiet")
    return rows_of(alt2img("dataset", "filter", "-", "--rule", RULE, "--rule", "dedupe=url-text", "--quiet", stdin=pairs))


class TestCluster(unittest.TestCase):
    """On two workers of a core each, which Spark starts as processes of their own."""

    @classmethod
    def setUpClass(cls):
        from pyspark.sql import SparkSession

        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="alt2img-spark-"))
        (cls.folder / "kill").mkdir()
        (cls.folder / "bin").mkdir()
        script = (here / "mortal_alt2img.sh").read_text().replace("$ALT2IMG_NODE", NODE).replace("$ALT2IMG_MAIN", MAIN)
        (cls.folder / "bin/alt2img").write_text(script)
        (cls.folder / "bin/alt2img").chmod(0o755)
        os.environ["PATH"] = f"{cls.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
        os.environ["TMPDIR"] = str(cls.folder)
        os.environ["PYSPARK_PYTHON"] = sys.executable
        # A compiler that starts fast: there is too little work for the other one to pay.
        java = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto"
        cls.spark = (
            SparkSession.builder.master("local-cluster[2,1,1024]")
            .config("spark.driver.extraJavaOptions", java)
            .config("spark.executor.extraJavaOptions", java)
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.task.maxFailures", "3")
            .getOrCreate()
        )
        cls.spark.sparkContext.setLogLevel("OFF")
        cls.files = write_wats(cls.folder, files=6, pages=60)
        cls.expected = on_one_machine(cls.files)

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()
        shutil.rmtree(cls.folder, ignore_errors=True)

    def run_on_cluster(self, name: str) -> bytes:
        """The rows in the order of Spark's files, one for each bucket, as alt2img reads them."""
        import pairs_of_crawl as example

        out = self.folder / name
        pairs = example.pairs_of(self.spark, self.files, [RULE])
        example.write(example.as_laion(example.first_of_each(pairs), BUCKETS), str(out))
        parts = sorted(glob.glob(f"{out}/bucket=*/*.parquet"))
        self.assertEqual(len(parts), BUCKETS)
        return alt2img("dataset", "filter", *parts, "--rule", "min-text-length=0", "--quiet")

    def test_same_rows_as_on_one_machine_whatever_dies(self):
        self.assertEqual(len(self.expected), 6 * 60 + 21)

        (self.folder / "runs").unlink(missing_ok=True)
        undisturbed = self.run_on_cluster("undisturbed")
        self.assertEqual(rows_of(undisturbed), self.expected)
        runs = (self.folder / "runs").read_text().splitlines()
        self.assertEqual(sorted(runs), self.files, "one task for each file, run once")

        (self.folder / "kill/00001.warc.wat.gz").write_text("worker")
        (self.folder / "kill/00003.warc.wat.gz").write_text("executor")
        disturbed = self.run_on_cluster("killed")
        killed = sorted(pathlib.Path(line).name for line in (self.folder / "deaths").read_text().splitlines())
        self.assertEqual(killed, ["00001.warc.wat.gz", "00003.warc.wat.gz"])
        runs = (self.folder / "runs").read_text().splitlines()
        for name in killed:
            self.assertGreater(sum(run.endswith(name) for run in runs), 2, f"{name} wasn't tried again")
        self.assertEqual(rows_of(disturbed), self.expected)
        self.assertTrue(disturbed == undisturbed, "the files have the same rows in the same order")

    def test_fails_if_a_file_cannot_be_read(self):
        import pairs_of_crawl as example

        with self.assertRaisesRegex(Exception, "PIPE_FUNCTION_EXITED|error code"):
            example.pairs_of(self.spark, [str(self.folder / "missing.wat.gz")], [RULE]).count()


class TestShard(unittest.TestCase):
    """The script of a task, without Spark."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="alt2img-shard-"))
        cls.files = write_wats(cls.folder, files=2, pages=3)
        (cls.folder / "bin").mkdir()
        (cls.folder / "bin/alt2img").write_text(f'#!/bin/sh\nexec "{NODE}" "{MAIN}" "$@"\n')
        (cls.folder / "bin/alt2img").chmod(0o755)
        handler = functools.partial(QuietHandler, directory=str(cls.folder))
        cls.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()
        shutil.rmtree(cls.folder)

    def shard(self, *names: str) -> subprocess.CompletedProcess:
        copies = self.folder / "copies"
        copies.mkdir(exist_ok=True)
        result = subprocess.run(
            ["bash", str(here.parent / "shard.sh"), "--rule", RULE],
            input="".join(f"{name}\n" for name in names).encode(),
            capture_output=True,
            env={"PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}", "TMPDIR": str(copies)},
        )
        self.assertEqual(os.listdir(copies), [], "copies are removed")
        return result

    def test_reads_local_files_and_addresses_alike(self):
        host, port = self.server.server_address
        local = self.shard(*self.files)
        self.assertEqual(local.returncode, 0, local.stderr)
        fetched = self.shard(*(f"http://{host}:{port}/{pathlib.Path(name).name}" for name in self.files))
        self.assertEqual(fetched.stdout, local.stdout)
        self.assertEqual(len(local.stdout.splitlines()), 2 * 3 * 2)

    def test_fails_if_any_file_is_missing_damaged_or_not_served(self):
        host, port = self.server.server_address
        damaged = self.folder / "damaged.wat.gz"
        damaged.write_bytes(b"not a crawl file")
        for bad in (str(self.folder / "missing"), str(damaged), f"http://{host}:{port}/missing"):
            with self.subTest(bad):
                self.assertNotEqual(self.shard(self.files[0], bad).returncode, 0)

    def test_an_empty_task_gives_nothing(self):
        result = self.shard()
        self.assertEqual((result.returncode, result.stdout), (0, b""))


class TestList(unittest.TestCase):
    def test_reads_plain_and_gzipped_lists_and_skips_blank_lines(self):
        import gzip

        from pairs_of_crawl import crawl_files

        with tempfile.TemporaryDirectory() as folder:
            for name, content in (("plain", b"a\n\n b \r\n"), ("zipped.gz", gzip.compress(b"a\nb"))):
                path = pathlib.Path(folder, name)
                path.write_bytes(content)
                self.assertEqual(crawl_files(str(path), "https://x.example/"), ["https://x.example/a", "https://x.example/b"])


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


if __name__ == "__main__":
    unittest.main()
