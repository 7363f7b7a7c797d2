"""A real Spark cluster on this machine: one master, two workers, and a Connect server."""

import contextlib
import os
import re
import signal
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from support.java import java_home

WAIT = 180  # seconds for something to come up on a machine that is busy


def spark_home():
    """The folder of the Spark that came with PySpark."""
    import pyspark

    return Path(pyspark.__file__).parent


@dataclass
class Started:
    """A process of Spark's, and what it says."""

    process: subprocess.Popen
    log: Path

    def said(self, pattern):
        """The match of `pattern` in what it says, as soon as it is there."""
        deadline = time.monotonic() + WAIT
        while time.monotonic() < deadline:
            text = self.log.read_text(encoding="utf-8", errors="replace")
            if found := re.search(pattern, text):
                return found
            if self.process.poll() is not None:
                break
            threading.Event().wait(0.1)
        raise AssertionError(f"{pattern} was not said:\n{self.log.read_text()[-3000:]}")

    def kill(self):
        """End it and all that it has started at once, as a power cut does."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@dataclass
class Cluster:
    """A master, and the workers that it has."""

    home: Path
    master: Started
    address: str
    workers: list = field(default_factory=list)

    def add_worker(self):
        number = len(self.workers)
        worker = _started(
            self.home,
            f"worker-{number}",
            "org.apache.spark.deploy.worker.Worker",
            *("--host", "127.0.0.1", "--cores", "1", "--memory", "1g", "--webui-port", "0"),
            *("--work-dir", str(self.home / f"work-{number}"), self.address),
        )
        worker.said("Successfully registered with master")
        self.workers.append(worker)

    def stop(self):
        for started in (*self.workers, self.master):
            started.kill()


@contextlib.contextmanager
def cluster(home, workers=2):
    """A standalone cluster with its files in the folder `home`."""
    master = _started(
        home,
        "master",
        "org.apache.spark.deploy.master.Master",
        *("--host", "127.0.0.1", "--port", "0", "--webui-port", "0"),
    )
    found = Cluster(home, master, "")
    try:
        found.address = master.said(r"Starting Spark master at (spark://[\d.]+:\d+)")[1]
        for _ in range(workers):
            found.add_worker()
        yield found
    finally:
        found.stop()


@contextlib.contextmanager
def connect_server(home):
    """A Spark Connect server on this machine, and its address."""
    server = _started(
        home,
        "connect",
        "org.apache.spark.deploy.SparkSubmit",
        *("--class", "org.apache.spark.sql.connect.service.SparkConnectServer"),
        *("--master", "local[2]", "--conf", "spark.connect.grpc.binding.port=0"),
        *("--conf", "spark.connect.grpc.binding.address=127.0.0.1"),
        *("--conf", "spark.ui.enabled=false", "--conf", "spark.driver.host=127.0.0.1"),
        *("--conf", "spark.driver.bindAddress=127.0.0.1", "--name", "connect", "spark-internal"),
        memory="1g",
    )
    try:
        port = server.said(r"Spark Connect server started at: [^\n]*:(\d+)")[1]
        yield f"sc://127.0.0.1:{port}"
    finally:
        server.kill()


def _started(home, name, *call, memory="256m"):
    log = home / f"{name}.log"
    own = home / name
    own.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "JAVA_HOME": str(java_home()),
        "SPARK_HOME": str(spark_home()),
        "SPARK_LOCAL_DIRS": str(own),
        "SPARK_DAEMON_MEMORY": memory,
        "SPARK_DAEMON_JAVA_OPTS": f"-Djava.io.tmpdir={own}",
        "SPARK_SUBMIT_OPTS": f"-Djava.io.tmpdir={own}",
    }
    with log.open("wb") as words:
        process = subprocess.Popen(
            [str(spark_home() / "bin" / "spark-class"), *call],
            cwd=own,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Started(process, log)
