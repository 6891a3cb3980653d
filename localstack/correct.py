"""Replaces pieces of MiniStack's text, each of which must be there exactly once.

After an upgrade that moved one, the emulator refuses to start (exit status 3) instead of quietly behaving otherwise.
"""

import ast
import inspect
import sys
import textwrap

import ministack.services.cloudformation.provisioners as provisioners


def replace_once(where, text, pairs):
    for old, new in pairs:
        if text.count(old) != 1:
            sys.stderr.write(
                f"MiniStack changed: {where} has {old[:60]!r} {text.count(old)} times, not once. "
                "Install the version of localstack/requirements.txt, or revise localstack/emulator.py.\n"
            )
            sys.exit(3)
        text = text.replace(old, new)
    return text


def correct(owner, name, *pairs):
    """Replaces text in a constant, function or method of a MiniStack module or class."""
    present = getattr(owner, name, "")
    if isinstance(present, str):
        setattr(owner, name, replace_once(name, present, pairs))
        return
    source = replace_once(name, textwrap.dedent(inspect.getsource(present)), pairs)
    module = sys.modules[present.__module__]
    scope = {}
    exec(compile(ast.parse(source), f"<corrected {name}>", "exec"), module.__dict__, scope)
    setattr(owner, name, scope[name])
    importers = [vars(module) for path, module in sys.modules.items() if path.startswith("ministack.")]
    for names in [*importers, *provisioners._RESOURCE_HANDLERS.values()]:
        names.update({alias: getattr(owner, name) for alias, value in names.items() if value is present})
