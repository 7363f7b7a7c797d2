"""The sentences for readers that stand in the source of a package, and which code may hold some."""

import ast
import builtins
import re
from dataclasses import dataclass

WORD = r"[^\W\d_]+(?:[’'-][^\W\d_]+)*"
VALUE = "…"  # in the place of what an f-string puts in
# Words with spaces between them, numbers and values among them, and the marks that a sentence
# sets around them.
PART = rf"[“(\"']?(?:{WORD}|\d[\d.,]*|{VALUE})[”)\"']?[,;:.!?]?"
RUN = re.compile(rf"(?<![\w/.]){PART}(?: {PART}){{3,}}")
TAG = re.compile(r"<[^<>]*>")
# What a reader of a page hears or sees of a tag.
ATTRIBUTE = re.compile(r"""(?:title|alt|aria-label|placeholder|content)=(["'])(.*?)\1""")
# Marks of a style, a script or a regular expression, which no sentence has.
CODE = re.compile(
    r"=>|===|\w\(|\w\{|\)\s*[{;?]|[\w-]+:\s*[\w#-]+;|:\s*(?:true|false|null)\b|\\[wdsb]"
)
SCRIPT = re.compile(r"<(script|style)[ >].*?</\1>", re.DOTALL)
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
QUOTED = re.compile(r"""(["'`])((?:(?!\1)[^\\\n]|\\.)*)\1""")
JS_COMMENT = re.compile(r"/\*[\s\S]*?\*/|^\s*//.*$", re.MULTILINE)


@dataclass(frozen=True)
class SourceString:
    """A string of a module, with the line on which it begins."""

    line: int
    text: str


def sentences(text):
    """The runs of four and more words in `text`, most of them in small letters.

    None in code; of markup only what a reader sees or hears.
    """
    spoken = [match[2] for match in ATTRIBUTE.finditer(text)]
    return [
        run
        for part in (TAG.sub("\n", text), *spoken)
        if not CODE.search(part)
        for run in RUN.findall(part)
        if _is_sentence(re.findall(WORD, run))
    ]


def _is_sentence(words):
    return len(words) >= 4 and sum(word.islower() for word in words) * 2 > len(words)


def sentences_of_template(text):
    """The sentences of a Jinja template: in its HTML, and in strings of its expressions."""
    markup = JINJA.sub(_shown, SCRIPT.sub("\n", text))
    expressions = [match[0] for match in JINJA.finditer(text) if not match[0].startswith("{#")]
    return [*sentences(markup), *sentences_of_script("\n".join(expressions))]


def _shown(match):
    """What a reader sees of a Jinja tag: a value, or nothing."""
    return VALUE if match[0].startswith("{{") else ""


def sentences_of_script(text):
    """The sentences in the strings of a script."""
    strings = QUOTED.finditer(JS_COMMENT.sub("", text))
    return [run for string in strings for run in sentences(string[2])]


class Package:
    """The modules of a package by their paths, and which of their strings are for readers.

    Not for readers are: docstrings; what an exception, a `Fault` or a log is made with, and the
    constants that hold nothing else; the help of a command or of a `Choice`; names in a list that
    is written as one string and split.
    """

    def __init__(self, trees):
        self.trees = trees
        self.errors = _error_classes(trees.values())
        self.error_constants = self._error_constants()

    def strings(self, path):
        """Every string of a module that a reader may meet."""
        tree = self.trees[path]
        constants = {name for home, name in self.error_constants if home == _module(path)}
        found = []
        self._collect(tree, constants, found)
        return found

    def _collect(self, node, constants, found):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append(SourceString(node.lineno, node.value))
        elif isinstance(node, ast.JoinedStr):
            parts = [
                part.value if isinstance(part, ast.Constant) else VALUE for part in node.values
            ]
            found.append(SourceString(node.lineno, "".join(parts)))
        for child in self._children(node):
            is_text = isinstance(child, ast.Constant) and isinstance(node, ast.JoinedStr)
            is_error = isinstance(child, ast.Assign) and _targets(child) <= constants
            if not (is_text or is_error or self._is_no_reading(child)):
                self._collect(child, constants, found)

    def _children(self, node):
        """The parts of a node without its docstring and without what a call has for its help."""
        children = list(ast.iter_child_nodes(node))
        if _docstring(node):
            children.remove(node.body[0])
        if isinstance(node, ast.Call):
            helps = [keyword for keyword in node.keywords if keyword.arg == "help"]
            helps += node.args[:1] if _called(node) == "Choice" else []
            children = [child for child in children if child not in helps]
        return children

    def _is_no_reading(self, node):
        """Whether a call makes an error or a log, or splits a list of names."""
        if not isinstance(node, ast.Call):
            return False
        name = ast.unparse(node.func)
        is_split = _called(node) == "split" and isinstance(node.func, ast.Attribute)
        is_names = is_split and isinstance(node.func.value, ast.Constant)
        return self._is_error(node) or name.startswith(("LOG.", "logging.")) or is_names

    def _is_error(self, call):
        """Whether a call makes an error, or an error calls what it derives from."""
        name = _called(call)
        return name == "Fault" or _is_exception(name, self.errors) or getattr(call, "is_super", 0)

    def _error_constants(self):
        """Module and name of every constant that is used in errors and helps, and only in those."""
        in_errors, elsewhere = set(), set()

        def walk(node, homes, path, is_error, is_in_class):
            if isinstance(node, ast.ClassDef):
                is_in_class = _is_exception(node.name, self.errors)
            if isinstance(node, ast.Call):
                node.is_super = is_in_class and ast.unparse(node.func) == "super().__init__"
                is_error = is_error or self._is_error(node)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                home = homes.get(node.id, (_module(path), node.id))
                (in_errors if is_error else elsewhere).add(home)
            kept = self._children(node)
            for child in ast.iter_child_nodes(node):
                walk(child, homes, path, is_error or child not in kept, is_in_class)

        for path, tree in self.trees.items():
            walk(tree, _imports(tree), path, False, False)
        return in_errors - elsewhere


def _module(path):
    """The name under which a path is imported: "model/sizes.py" -> "model.sizes"."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _imports(tree):
    """Name in a module -> module and name that it was imported from, within the package."""
    return {
        alias.asname or alias.name: (node.module.partition(".")[2], alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }


def _targets(assignment):
    names = {target.id for target in assignment.targets if isinstance(target, ast.Name)}
    return names or {""}


def _docstring(node):
    has_docstring = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return isinstance(node, has_docstring) and ast.get_docstring(node, clean=False)


def _called(call):
    """The last part of the name of what is called."""
    return ast.unparse(call.func).rpartition(".")[2]


def _is_exception(name, classes):
    builtin = getattr(builtins, name, None)
    is_builtin = isinstance(builtin, type) and issubclass(builtin, BaseException)
    return is_builtin or name in classes


def _error_classes(trees):
    """The names of all classes that derive from an exception."""
    bases_of = {
        node.name: [ast.unparse(base).rpartition(".")[2] for base in node.bases]
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = set()
    for _ in bases_of:  # one may derive from another that is found only now
        found |= {
            name
            for name, bases in bases_of.items()
            if any(_is_exception(base, found) for base in bases)
        }
    return found
