"""The examples of the README, section by section, and what their comments say they give."""

import ast
import re
from pathlib import Path

README = (Path(__file__).resolve().parent.parent.parent / "README.md").read_text(encoding="utf-8")
OF_OTHER_PROGRAMS = "### Use the data from your own program"
FENCED = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
# What a comment beside an expression says is its value, as Python writes it; else it is prose.
VALUE = re.compile(r"""^(['"(\[]|\d|Quantity\()""")


def section(heading):
    """The text below a heading of the third rank, up to the next of that or a higher one."""
    below = README.split(f"\n{heading}\n", 1)[1]
    return re.split(r"\n##+ (?!#)", below, maxsplit=1)[0]


def examples(text, language):
    """The examples in a language, in their order."""
    return [code for name, code in FENCED.findall(text) if name == language]


def run(code, names):
    """Run an example among `names`, and compare what it gives with its comments; how many."""
    compared = 0
    for line, statement in zip(*_statements(code), strict=True):
        _, _, comment = line.partition("  # ")
        if isinstance(statement, ast.Expr) and VALUE.match(comment):
            value = eval(compile(ast.Expression(statement.value), "README", "eval"), names)
            assert repr(value) == comment
            compared += 1
        else:
            exec(compile(ast.Module([statement], []), "README", "exec"), names)
    return compared


def _statements(code):
    """The lines of an example that begin a statement, and the statements."""
    lines, parsed = code.splitlines(), ast.parse(code).body
    return [lines[statement.lineno - 1] for statement in parsed], parsed
