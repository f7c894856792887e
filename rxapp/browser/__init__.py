"""What runs in the browser: the only JavaScript of the project, and the Python doors to it.

A page reads with `live(query, Row)` and acts with handlers: `write(query)`, `perform(…)`, `go(path)`, `field(…).set`.
Every handler is a plain JavaScript call. None goes through Reflex's event queue, which stops while the server is out
of reach; so whatever a person does on the floor reaches the database first and the network later.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import md5
from pathlib import Path
from typing import Any

import reflex as rx
from reflex.environment import environment
from reflex.utils.imports import ImportVar
from reflex.vars import VarData
from reflex.vars.base import LiteralVar, Var
from reflex.vars.function import FunctionStringVar

from rxapp.data.queries import Query

Handler = FunctionStringVar
"""A handler: something that a component calls at an event, such as `on_click=`."""

FOLDER = Path(__file__).parent
SERVED_AT = "$/public/external/rxapp/browser/"

if not environment.REFLEX_SKIP_COMPILE.get():  # linking takes Reflex most of a second, and only a build needs it
    for file in FOLDER.rglob("*.js"):
        name = file.relative_to(FOLDER)
        (Path("assets/external/rxapp/browser") / name.parent).mkdir(parents=True, exist_ok=True)
        rx.asset(str(name), shared=True)


def module(name: str) -> str:
    """The path that compiled pages import a JavaScript file of this folder from.

    Without Reflex's version suffix: with it, a file that is imported by pages and by its neighbours would run twice.
    """
    return SERVED_AT + name


def use(file: str, tag: str) -> VarData:
    """The import of one name from a JavaScript file of this folder."""
    return VarData(imports={module(file): [ImportVar(tag=tag)]})


def hook(file: str, tag: str, *arguments: Any, kind: Any = dict) -> Var:
    """The value of a React hook of this folder, as a Var of type `kind`; equal calls share one hook.

    Not inside `rx.foreach`: React calls hooks once per component, not once per item.
    """
    given = [LiteralVar.create(argument) for argument in arguments]
    call = f"{tag}({', '.join(map(str, given))})"
    name = f"{tag.removeprefix('use').lower()}_{md5(call.encode(), usedforsecurity=False).hexdigest()[:8]}"
    declared = VarData(hooks=[f"const {name} = {call}"])
    inputs = [argument._get_all_var_data() for argument in given]
    return Var(name, _var_type=kind, _var_data=VarData.merge(*inputs, use(file, tag), declared)).guess_type()


def call(file: str, tag: str, *arguments: Any) -> Handler:
    """A handler that calls a JavaScript function of this folder with these arguments (values or Vars)."""
    given = [LiteralVar.create(argument) for argument in arguments]
    inputs = [argument._get_all_var_data() for argument in given]
    return FunctionStringVar.create(
        f"(() => {tag}({', '.join(map(str, given))}))", _var_data=VarData.merge(*inputs, use(file, tag))
    )


def chain(*handlers: Handler) -> Handler:
    """A handler that calls several with what it is given itself, one after another, without waiting in between."""
    calls = "; ".join(f"({handler!s})(...given)" for handler in handlers)
    return FunctionStringVar.create(
        f"((...given) => {{ {calls} }})",
        _var_data=VarData.merge(*(handler._get_all_var_data() for handler in handlers)),
    )


def chosen(condition: Any, yes: Handler, no: Handler | None = None) -> Handler:
    """A handler that calls `yes` where the condition holds at that moment, else `no`."""
    condition = LiteralVar.create(condition)
    otherwise = f"({no!s})()" if no is not None else "undefined"
    parts = [condition, yes] + ([no] if no is not None else [])
    return FunctionStringVar.create(
        f"(() => ({condition!s}) ? ({yes!s})() : {otherwise})",
        _var_data=VarData.merge(*(part._get_all_var_data() for part in parts)),
    )


def live(query: Query, row: type, **parameters: Any) -> rx.vars.ArrayVar:
    """The rows of a query as a list Var of `row` (a dataclass), kept up to date with every write and every sync.

    Before the first result it is an empty list; `ready(query, …)` tells the two apart.
    """
    return hook("store.js", "useLive", _statement(query), _bound(query, parameters), kind=list[row])


def first(query: Query, row: type, **parameters: Any) -> Any:
    """The first row of a live query; its columns are undefined while there is none."""
    return live(query, row, **parameters)[0]


def ready(query: Query, **parameters: Any) -> rx.vars.BooleanVar:
    """Whether `live` with the same query and parameters has had its first result."""
    return hook("store.js", "useReady", _statement(query), _bound(query, parameters), kind=bool)


def write(query: Query, then: Sequence[Handler] = (), **parameters: Any) -> Handler:
    """A handler that runs a write, all statements or none, stores it durably, and only then calls `then`.

    Parameters are values, Vars, or `form("name")` in `on_submit`. Beside them `:new_id` is a fresh row id. A write that
    fails is shown to the person, and `then` is not called.
    """
    return _run("store.js", "write", [_statements(query), _values(parameters)], then)


def perform(
    decision: Query, writes: Mapping[str, Query], channel: str, then: Sequence[Handler] = (), **parameters: Any
) -> Handler:
    """A handler that lets SQL decide what to do: it reads one row of `decision`, runs the write that its `action` names,
    and publishes the row on `channel` (see `result`).

    The write gets the row's columns and the given parameters by name. An `action` without a write only publishes the
    row. Calls on one channel wait for each other, so quick scans never mix.
    """
    named = {name: _statements(query) for name, query in writes.items()}
    return _run("core/perform.js", "perform", [channel, _statements(decision)[0], named, _values(parameters)], then)


def result(channel: str, row: type) -> Var:
    """The last row that `perform` published on a channel, or an empty object with `action` undefined."""
    return hook("core/perform.js", "useResult", channel, kind=row)


def clear_result(channel: str) -> Handler:
    """A handler that takes the published row away."""
    return call("core/perform.js", "clearResult", channel)


def scanned() -> rx.vars.StringVar:
    """Inside the `on_scan` handler of a scanner: the code that was read."""
    return Var("scanned", _var_type=str).guess_type()


def form(name: str) -> rx.vars.StringVar:
    """Inside an `on_submit` handler: the text of the form's field `name`."""
    return Var(f'form_data["{name}"]', _var_type=str).guess_type()


class Field:
    """A piece of what the person typed or chose on this page: `.value` is a Var, `.set(value)` a handler.

    `.on_change` is the handler for an input's `on_change`. A kept field survives closing the browser.
    """

    def __init__(self, name: str, default: Any = "", keep: bool = False):
        self.name, self.default, self.keep = name, default, keep
        self.value = hook("forms/fields.js", "useField", name, default, keep, kind=type(default))
        self.on_change = FunctionStringVar.create(
            f"((event) => setField({json.dumps(name)}, event?.target ? event.target.value : event, {json.dumps(keep)}))",
            _var_data=use("forms/fields.js", "setField"),
        )

    def set(self, value: Any) -> Handler:
        """A handler that sets the field."""
        return call("forms/fields.js", "setField", self.name, value, self.keep)

    def add_scanned(self) -> Handler:
        """A handler for a scanner: each code that the field does not hold yet becomes a line of it."""
        return FunctionStringVar.create(
            f"((scanned) => addLine({json.dumps(self.name)}, scanned, {json.dumps(self.keep)}))",
            _var_data=use("forms/fields.js", "addLine"),
        )


def field(name: str, default: Any = "", keep: bool = False) -> Field:
    """The field of this name, shared by all components of the page; `keep` stores it across restarts."""
    return Field(name, default, keep)


def go(path: Any) -> Handler:
    """A handler that shows another page of the app, also without a network."""
    path = LiteralVar.create(path)
    navigate = rx.vars.use_hook_var("react-router", "useNavigate", Any)
    return FunctionStringVar.create(
        f"(() => {navigate!s}({path!s}))",
        _var_data=VarData.merge(path._get_all_var_data(), navigate._get_all_var_data()),
    )


def route_parameter(name: str) -> rx.vars.StringVar:
    """The value of a `[name]` part of this page's address."""
    return rx.vars.use_hook_var("react-router", "useParams", dict[str, str])[name]


def _statement(query: Query) -> str:
    return query.statements[0].sql


def _bound(query: Query, parameters: Mapping[str, Any]) -> list[Any]:
    return [parameters[name] for name in query.statements[0].parameters]


def _statements(query: Query) -> list[dict]:
    return [{"sql": statement.sql, "names": list(statement.parameters)} for statement in query.statements]


def _values(parameters: Mapping[str, Any]) -> Var:
    return LiteralVar.create(dict(parameters))


def _run(file: str, tag: str, arguments: list[Any], then: Sequence[Handler]) -> Handler:
    given = [LiteralVar.create(argument) for argument in arguments]
    parts = [*given, *then]
    text = f"{tag}({', '.join(map(str, given))}, [{', '.join(map(str, then))}])"
    parameter = "form_data" if any("form_data[" in str(argument) for argument in given) else ""
    parameter = "scanned" if any("scanned" in str(argument) for argument in given) else parameter
    parameter = "typed_words" if any("typed_words" in str(argument) for argument in given) else parameter
    return FunctionStringVar.create(
        f"(({parameter}) => {text})",
        _var_data=VarData.merge(*(part._get_all_var_data() for part in parts), use(file, tag)),
    )
