"""Where there is a Java that Spark runs on; run as a program, it prints that."""

import os
import shutil
from pathlib import Path

from dashboard.data.records.spark import JAVAS, java_version


def java_home():
    """The folder of a Java that Spark runs on; None where there is none."""
    named = os.environ.get("JAVA_HOME")
    found = shutil.which("java")
    homes = [
        *([Path(named)] if named else []),
        *([Path(found).resolve().parent.parent] if found else []),
        *sorted(Path("/usr/lib/jvm").glob("*")),
    ]
    return next((home for home in homes if java_version(str(home / "bin" / "java")) in JAVAS), None)


if __name__ == "__main__":
    home = java_home()
    print(home / "bin" / "java" if home else "java-17")  # of which there is none
