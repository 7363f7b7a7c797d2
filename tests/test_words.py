"""Every word for readers is made in `text`, and no line of the code is about one project."""

import ast
import io
import re
import tokenize

import pytest
from support.source_strings import (
    Package,
    sentences,
    sentences_of_script,
    sentences_of_template,
)

import dashboard
from dashboard.model import vocabulary
from dashboard.settings import PACKAGE

DATA = dashboard.load()
SOURCES = {
    path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(PACKAGE.rglob("*"))
    if path.suffix in (".py", ".html", ".css", ".js")
}
MODULES = Package({path: ast.parse(text) for path, text in SOURCES.items() if path.endswith(".py")})
# Rooms and modules whose sentences are words for readers, for callers of a command, or for those
# who write seeds.
OF_WORDS = ("text/", "cli.py", "commands.py", "errors.py", "data/seeds/", "data/audit/")
OF_WORDS += ("data/records/",)
# What a choice that cannot be read is answered, beside the rule that it breaks.
OF_CHOICES = ("model/choice.py", "model/sizes.py")
CHECKED = [path for path in MODULES.trees if not path.startswith((*OF_WORDS, *OF_CHOICES))]
# Constants that a program reads: module -> name. TABLES lists the names of columns.
FOR_PROGRAMS = {"data/package.py": "ABOUT_VERSIONS", "data/schema.py": "TABLES"}
# Codes of the closed lists, which are words of the seeds.
CODES = {code for codes in vars(vocabulary).values() if isinstance(codes, tuple) for code in codes}


def for_programs(path):
    """The lines of the constants of a module that only a program reads."""
    lines = set()
    for node in MODULES.trees[path].body:
        targets = getattr(node, "targets", [getattr(node, "target", None)])
        if FOR_PROGRAMS.get(path) in [getattr(target, "id", "") for target in targets]:
            lines |= set(range(node.lineno, node.end_lineno + 1))
    return lines


@pytest.mark.parametrize("path", CHECKED)
def test_no_module_outside_text_holds_a_sentence_for_readers(path):
    found = [
        f"dashboard/{path}:{string.line}: {sentence}"
        for string in MODULES.strings(path)
        if string.text not in CODES and string.line not in for_programs(path)
        for sentence in sentences(string.text)
    ]
    assert found == []


@pytest.mark.parametrize("path", [path for path in SOURCES if path.endswith(".html")])
def test_no_template_holds_a_sentence_for_readers(path):
    assert sentences_of_template(SOURCES[path]) == []


@pytest.mark.parametrize("path", [path for path in SOURCES if path.endswith(".js")])
def test_no_script_holds_a_sentence_for_readers(path):
    assert sentences_of_script(SOURCES[path]) == []


@pytest.mark.parametrize(
    "text",
    [
        "No figure matches these choices.",
        "More notes; all sources are in the notes",
        "<p class='src'>Nothing is cited for its figures.</p>",
        '<img alt="a line of dots" src="x.png">',
        "the year, of which nothing is said (or little)",
        "The document's own words",
        "At most 30 parameters are read",
        "There is no 'name' of that",
        "… of … claims are shown here, the others below",
    ],
)
def test_a_sentence_is_found(text):
    assert sentences(text)


@pytest.mark.parametrize(
    "text",
    [
        "Title Of Some Figure Only",
        "three words only",
        "font:400 20px/1.25 serif;margin:0 0 6px",
        "const row = rows.map((one) => one.name of the list)",
        "/figures/one/of/many.svg?theme=dark",
        r"(?:one two three four\w+)",
        '<div class="one two three four"></div>',
        "image/svg+xml; charset=utf-8",
    ],
)
def test_what_is_no_sentence_is_let_through(text):
    assert sentences(text) == []


MODULE = '''
"""A docstring is no word for readers."""
HELD = "this is only said by an error"
SHOWN = "this is said by a page too"
COLUMNS = "names of the columns here".split()

class Refused(ValueError):
    """An error of its own says what is wrong."""
    def __init__(self):
        super().__init__("this is what it says")

def page(value):
    """A docstring of a function says nothing."""
    if value:
        raise Refused(HELD)
    LOG.warning("this goes into a log")
    Fault("a.py", "this is wrong with it", SHOWN)
    parser.add_argument("--one", help="what it is good for")
    Choice("what a choice is for", read)
    return f"what {value} is for readers", SHOWN, key["this is a key in use"]
'''


def test_only_strings_that_reach_a_reader_are_looked_at():
    found = [string.text for string in Package({"page.py": ast.parse(MODULE)}).strings("page.py")]
    assert [text for text in found if sentences(text)] == [
        "this is said by a page too",
        "what … is for readers",
        "this is a key in use",
    ]


def test_a_sentence_of_a_template_is_found_in_markup_attributes_and_expressions():
    template = """{# a comment says what it likes to say #}
    <script>const text = 'a script is read by itself';</script>
    <p title="what it is good for">{{ words.LEAD }} {{ "said in an expression here" }}</p>
    {% if true %}<p>Nothing of {{ title }} is {# or was #}seen</p>{% endif %}"""
    assert sentences_of_template(template) == [
        "Nothing of … is seen",
        "what it is good for",
        "said in an expression here",
    ]
    assert sentences_of_script("// not what a comment says\nx = 'but what a string says';") == [
        "but what a string says"
    ]


# One project


def names_of_the_project():
    """How countries, documents and metrics of the real project are called, also in file names."""
    countries = DATA.entities[DATA.entities["kind"] == "country"]
    names = {*countries["entity"], *countries["name"], DATA.project.name, DATA.project.title}
    for side in DATA.project.sides:
        names |= {side.id, side.name, side.short, side.in_sentence}
    names |= {*DATA.documents["document"], *DATA.documents["short"], *DATA.documents["title"]}
    for metric in DATA.metric_by_id.values():
        if metric.metric not in DATA.project.yardsticks.values():  # codes of the vocabulary too
            names |= {metric.metric, metric.metric.replace("_", "-"), metric.title}
    return names - {""}


NAMED = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    + "|".join(sorted(map(re.escape, names_of_the_project()), key=len, reverse=True))
    + r")(?![A-Za-z0-9])"
)


def without_examples(text):
    """A module without its docstrings and comments."""
    lines = text.splitlines()
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, documented) and ast.get_docstring(node):
            docstring = node.body[0]
            for number in range(docstring.lineno, docstring.end_lineno + 1):
                lines[number - 1] = ""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column]
    return "\n".join(lines)


@pytest.mark.parametrize("path", SOURCES)
def test_no_file_of_the_code_names_a_country_document_or_metric(path):
    text = SOURCES[path]
    if path == "model/project.py" or (path.startswith("text/") and path.endswith(".py")):
        text = without_examples(text)  # they show by an example what is meant
    found = [
        f"dashboard/{path}:{number}: {name}"
        for number, line in enumerate(text.splitlines(), 1)
        for name in NAMED.findall(line)
    ]
    assert found == []


def test_a_name_of_the_project_is_found_wherever_it_stands():
    for text in ('"China"', "# the United States", "ai_patents_granted=1", "x_CHN", "rathi-2025.1"):
        assert NAMED.search(text)
    for text in ("Chinatown", "MACHINE", "usable", "ratio"):
        assert not NAMED.search(text)
