# SPDX-License-Identifier: MIT
"""Programs of the tests that have no .py in their name, as modules."""
import importlib.machinery
import importlib.util
import sys


def load(path, name):
    """The program as a module, without leaving its bytecode beside it."""
    loader = importlib.machinery.SourceFileLoader(name, path)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    old, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    loader.exec_module(module)
    sys.dont_write_bytecode = old
    return module
