"""Every message of the package, as the templates that the code writes them with.

An expression that becomes a message is worked out as far as the code alone tells: constants,
f-strings, sums, choices (``a if b else c``), names given in the same function or module, functions
of the package that return words, what they are called with. What is only known when the program
runs is a gap ``{}``. So one call may give several templates; each is a whole message.
"""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "zhengmai"
GAP = "{}"
_OF_SHAPE = re.compile(r'sh:message "([^"]*)"@en')
_NAME_OF_PROGRAM = "zhengmai: {}"  # before a message that has been looked up
_NAMED = re.compile(r"\{[a-z_]*\}")
_MOST = 64  # templates of one expression
_DEEPEST = 4  # functions and names that are followed
_WORDS = re.compile("[A-Za-z]{2,}[^{}]* |[A-Za-z]{3,}")

_SAYING = {
    "say": 0,
    "answer": 0,
    "tell": 0,
    "echo": 0,
    "BadParameter": 0,
    "phrase": 0,
    "hint": 0,
    "said": 0,
    "Remark": 1,
}
_PROGRESS = {"progress", "tell_progress", "told_progress"}


@dataclass(frozen=True)
class Found:
    """A template and where it stands."""

    template: str
    where: str


@dataclass
class _Module:
    name: str
    path: Path
    tree: ast.Module
    constants: dict[str, ast.expr] = field(default_factory=dict)
    functions: dict[str, ast.FunctionDef] = field(default_factory=dict)
    imports: dict[str, tuple[str, str]] = field(default_factory=dict)  # name → module, name there
    calls: list[tuple[ast.AST | None, ast.Call]] = field(default_factory=list)


class Package:
    """The package's own code, which messages are worked out from."""

    def __init__(self, root: Path = PACKAGE) -> None:
        self.root = root
        self.modules: dict[str, _Module] = {}
        for path in sorted(root.rglob("*.py")):
            dotted = ".".join(path.relative_to(root.parent).with_suffix("").parts)
            name = dotted.removesuffix(".__init__")
            self.modules[name] = _module(name, path)
        self.errors = self._errors()

    def _errors(self) -> dict[str, int]:
        """The errors of the package: which argument of each is the message."""
        found = {"ZhengmaiError": 0}
        classes = [
            n
            for m in self.modules.values()
            for n in ast.walk(m.tree)
            if isinstance(n, ast.ClassDef)
        ]
        for _ in range(5):
            for one in classes:
                bases = [b.id for b in one.bases if isinstance(b, ast.Name)]
                for base in bases:
                    if base in found and one.name not in found:
                        found[one.name] = found[base]
                if one.name == "UnreadableFileError":
                    found[one.name] = 1
                if one.name == "RefusedError":
                    found[one.name] = 0
        found.pop("InternalError", None)
        return found

    def messages(self) -> Iterator[Found]:
        """Every message that is told or raised."""
        for module in self.modules.values():
            for scope, call in module.calls:
                at = self._message_of(call)
                if at is None:
                    continue
                for given in sorted(self._templates(at, module, scope)):
                    template = _NAMED.sub(GAP, given) if _called(call) == "phrase" else given
                    if _is_words(template) and template != _NAME_OF_PROGRAM:
                        where = f"{module.path.relative_to(self.root.parent)}:{call.lineno}"
                        yield Found(template, where)

    def shapes(self) -> Iterator[Found]:
        """What the shapes of the ontology say where a notice breaks them."""
        for path in sorted((PACKAGE / "ontology").glob("*.ttl")):
            for found in _OF_SHAPE.finditer(path.read_text("utf-8")):
                yield Found(found[1], str(path.relative_to(PACKAGE.parent)))

    def _message_of(self, call: ast.Call) -> ast.expr | None:
        name = _called(call)
        index = _SAYING.get(name, self.errors.get(name))
        if name in _PROGRESS:
            index = 0
        if index is None:
            return None
        if len(call.args) > index:
            return call.args[index]
        named = {"Remark": "message"}.get(name)
        return next((k.value for k in call.keywords if k.arg == named), None)

    def _templates(
        self, of: ast.expr, module: _Module, scope: ast.AST | None, deep: int = 0
    ) -> set[str]:
        """What an expression may be, with gaps."""
        if deep > _DEEPEST:
            return {GAP}
        workers: dict[type[ast.expr], Callable[..., set[str]]] = {
            ast.Constant: self._of_constant,
            ast.JoinedStr: self._of_fstring,
            ast.BinOp: self._of_sum,
            ast.IfExp: self._of_choice,
            ast.BoolOp: self._of_choice,
            ast.Name: self._of_name,
            ast.Attribute: self._of_attribute,
            ast.Subscript: self._of_table,
            ast.Call: self._of_call,
        }
        worker = workers.get(type(of))
        found = {GAP} if worker is None else worker(of, module, scope, deep)
        return found if len(found) <= _MOST else {GAP}

    def _any(
        self,
        of: Iterable[ast.expr],
        module: _Module,
        scope: ast.AST | None,
        deep: int,
    ) -> set[str]:
        return set().union(*(self._templates(one, module, scope, deep) for one in of))

    def _of_constant(self, of: ast.Constant, *_: object) -> set[str]:
        if of.value is None:
            return set()
        return {of.value} if isinstance(of.value, str) else {GAP}

    def _of_fstring(
        self, of: ast.JoinedStr, module: _Module, scope: ast.AST | None, deep: int
    ) -> set[str]:
        return self._joined([self._part(p, module, scope, deep) for p in of.values])

    def _of_sum(self, of: ast.BinOp, module: _Module, scope: ast.AST | None, deep: int) -> set[str]:
        if not isinstance(of.op, ast.Add):
            return {GAP}
        sides = (of.left, of.right)
        return self._joined([self._templates(s, module, scope, deep) for s in sides])

    def _of_choice(
        self, of: ast.IfExp | ast.BoolOp, module: _Module, scope: ast.AST | None, deep: int
    ) -> set[str]:
        sides = of.values if isinstance(of, ast.BoolOp) else (of.body, of.orelse)
        return self._any(sides, module, scope, deep)

    def _of_name(self, of: ast.Name, module: _Module, scope: ast.AST | None, deep: int) -> set[str]:
        return self._named(of.id, module, scope, deep)

    def _of_attribute(
        self, of: ast.Attribute, module: _Module, _scope: ast.AST | None, deep: int
    ) -> set[str]:
        if not isinstance(of.value, ast.Name):
            return {GAP}
        return self._of_module(of.value.id, of.attr, module, deep)

    def _of_table(
        self, of: ast.Subscript, module: _Module, _scope: ast.AST | None, deep: int
    ) -> set[str]:
        table = self._constant(of.value.id, module) if isinstance(of.value, ast.Name) else None
        if table is None or not isinstance(table[0], ast.Dict):
            return {GAP}
        return self._any(table[0].values, table[1], None, deep + 1)

    def _of_call(self, of: ast.Call, module: _Module, scope: ast.AST | None, deep: int) -> set[str]:
        match of:
            case (
                ast.Call(func=ast.Name(id="phrase"), args=[words])
                | ast.Call(func=ast.Attribute(attr="format", value=words))
            ):
                return {_NAMED.sub(GAP, t) for t in self._templates(words, module, scope, deep)}
            case ast.Call(func=ast.Name(id="next"), args=[ast.GeneratorExp() as each, *rest]):
                return self._any([each.elt, *rest], module, scope, deep + 1)
            case ast.Call(func=ast.Name(id=name)):
                return self._returned(name, module, deep)
        return {GAP}

    def _part(self, part: ast.expr, module: _Module, scope: ast.AST | None, deep: int) -> set[str]:
        if isinstance(part, ast.Constant):
            return {str(part.value)}
        assert isinstance(part, ast.FormattedValue)
        if part.conversion != -1 or part.format_spec is not None:
            return {GAP}
        found = self._templates(part.value, module, scope, deep + 1)
        return found if any(_is_words(f) or not f for f in found) else {GAP}

    def _joined(self, parts: list[set[str]]) -> set[str]:
        count = 1
        for part in parts:
            count *= len(part)
        if count > _MOST:
            parts = [p if len(p) == 1 else {GAP} for p in parts]
        return {"".join(p) for p in itertools.product(*parts)}

    def _named(self, name: str, module: _Module, scope: ast.AST | None, deep: int) -> set[str]:
        if scope is not None:
            given = [
                n.value
                for n in ast.walk(scope)
                if isinstance(n, ast.Assign | ast.AnnAssign)
                and n.value is not None
                and name in targets(n)
            ]
            tuples = [
                pair
                for n in ast.walk(scope)
                if isinstance(n, ast.Assign)
                for pair in _pairs(n, name)
            ]
            if given or tuples:
                return set().union(
                    *(self._templates(g, module, scope, deep + 1) for g in (*given, *tuples))
                )
            looped = set().union(
                *(
                    self._at(steps, iterable, module, deep)
                    for steps, iterable in _loops(scope, name)
                )
            )
            if looped:
                return looped
            if isinstance(scope, ast.FunctionDef) and name in _arguments(scope):
                return self._passed(scope, name, module, deep)
        constant = self._constant(name, module)
        if constant is not None:
            return self._templates(constant[0], constant[1], None, deep + 1)
        return {GAP}

    def _at(self, steps: tuple[int, ...], of: ast.expr, module: _Module, deep: int) -> set[str]:
        """The strings that a loop over a table of constants meets at one place of its rows."""
        home = module
        if isinstance(of, ast.Call) and isinstance(of.func, ast.Attribute):
            if of.func.attr == "items" and isinstance(of.func.value, ast.Name):
                table = self._constant(of.func.value.id, module)
                if table is not None and isinstance(table[0], ast.Dict):
                    rows: list[ast.expr] = [
                        ast.Tuple([k, v])
                        for k, v in zip(table[0].keys, table[0].values, strict=True)
                        if k
                    ]
                    return self._columns(steps, rows, table[1], deep)
            return set()
        if isinstance(of, ast.Name):
            table = self._constant(of.id, module)
            if table is None:
                return set()
            of, home = table
        if isinstance(of, ast.Tuple | ast.List):
            return self._columns(steps, of.elts, home, deep)
        return set()

    def _columns(
        self, steps: tuple[int, ...], rows: Iterable[ast.expr], home: _Module, deep: int
    ) -> set[str]:
        found: set[str] = set()
        for row in rows:
            cell: ast.expr = row
            for step in steps:
                if not isinstance(cell, ast.Tuple) or len(cell.elts) <= step:
                    return set()
                cell = cell.elts[step]
            found |= self._templates(cell, home, None, deep + 1)
        return found

    def _passed(self, to: ast.FunctionDef, name: str, home: _Module, deep: int) -> set[str]:
        """What a function is called with, as far as it is words."""
        names = [a.arg for a in (*to.args.posonlyargs, *to.args.args)]
        found: set[str] = set()
        for module in self.modules.values():
            there = module is home or module.imports.get(to.name) == (home.name, to.name)
            for scope, call in module.calls if there else ():
                if _called(call) != to.name or scope is to:
                    continue
                given = [k.value for k in call.keywords if k.arg == name]
                if name in names and len(call.args) > names.index(name):
                    given.append(call.args[names.index(name)])
                for one in given:
                    found |= self._templates(one, module, scope, deep + 1)
        return found or {GAP}

    def _constant(self, name: str, module: _Module) -> tuple[ast.expr, _Module] | None:
        if name in module.constants:
            return module.constants[name], module
        home, there = module.imports.get(name, ("", ""))
        other = self.modules.get(home)
        if other is not None and there in other.constants:
            return other.constants[there], other
        return None

    def _of_module(self, owner: str, name: str, module: _Module, deep: int) -> set[str]:
        home, there = module.imports.get(owner, ("", ""))
        other = self.modules.get(f"{home}.{there}")
        if other is None or name not in other.constants:
            return {GAP}
        return self._templates(other.constants[name], other, None, deep + 1)

    def _returned(self, name: str, module: _Module, deep: int) -> set[str]:
        home = module
        if name not in home.functions:
            where, there = module.imports.get(name, ("", ""))
            if where not in self.modules or there not in self.modules[where].functions:
                return {GAP}
            home, name = self.modules[where], there
        function = home.functions[name]
        if function.returns is None or ast.unparse(function.returns) not in ("str", "str | None"):
            return {GAP}
        found: set[str] = set()
        for node in ast.walk(function):
            if isinstance(node, ast.Return) and node.value is not None:
                found |= self._templates(node.value, home, function, deep + 1)
        return found if any(_is_words(f) for f in found) else {GAP}


def _module(name: str, path: Path) -> _Module:
    tree = ast.parse(path.read_text("utf-8"))
    found = _Module(name, path, tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                found.imports[alias.asname or alias.name] = (node.module, alias.name)
    found.calls.extend(_calls(tree))
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            for target in targets(node):
                found.constants[target] = node.value
        elif isinstance(node, ast.FunctionDef):
            found.functions[node.name] = node
    return found


def _calls(tree: ast.Module) -> Iterator[tuple[ast.AST | None, ast.Call]]:
    """Each call with the innermost function it stands in."""

    def walk(node: ast.AST, scope: ast.AST | None) -> Iterator[tuple[ast.AST | None, ast.Call]]:
        for child in ast.iter_child_nodes(node):
            inner = child if isinstance(child, ast.FunctionDef) else scope
            if isinstance(child, ast.Call):
                yield scope, child
            yield from walk(child, inner)

    yield from walk(tree, None)


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def targets(node: ast.Assign | ast.AnnAssign) -> list[str]:
    targets: Iterable[ast.expr] = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [t.id for t in targets if isinstance(t, ast.Name)]


def _pairs(node: ast.Assign, name: str) -> Iterator[ast.expr]:
    for target in node.targets:
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            for one, value in zip(target.elts, node.value.elts, strict=False):
                if isinstance(one, ast.Name) and one.id == name:
                    yield value


def _loops(scope: ast.AST, name: str) -> Iterator[tuple[tuple[int, ...], ast.expr]]:
    """Where a name is bound in a loop: at which place of what is gone through."""
    for node in ast.walk(scope):
        if isinstance(node, ast.For | ast.comprehension):
            for steps in _places(node.target, name):
                yield steps, node.iter


def _places(target: ast.expr, name: str) -> Iterator[tuple[int, ...]]:
    if isinstance(target, ast.Name) and target.id == name:
        yield ()
    if isinstance(target, ast.Tuple):
        for at, part in enumerate(target.elts):
            yield from ((at, *rest) for rest in _places(part, name))


def _arguments(of: ast.FunctionDef) -> set[str]:
    return {a.arg for a in (*of.args.posonlyargs, *of.args.args, *of.args.kwonlyargs)}


def _is_words(template: str) -> bool:
    return _WORDS.search(template.replace(GAP, "")) is not None


def everything() -> list[Found]:
    """All templates that the catalogue must have."""
    package = Package()
    return [*package.messages(), *package.shapes()]


if __name__ == "__main__":
    for one in everything():
        print(f"{one.where}\t{one.template!r}")  # noqa: T201
