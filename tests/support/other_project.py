"""The invented second project that tests build: salmon in Norway and Chile."""

from dashboard.cli import main
from dashboard.settings import ROOT

OTHER_PROJECT = ROOT / "tests" / "other_project"
OTHER_SEEDS, OTHER_TEXTS = OTHER_PROJECT / "seeds", OTHER_PROJECT / "texts"


def build_other_project(home):
    """Build its data package below the folder `home`, and return the package's folder."""
    folder = home / "data"
    assert main(["build", "--seeds", str(OTHER_SEEDS), "--data", str(folder)]) == 0
    return folder
