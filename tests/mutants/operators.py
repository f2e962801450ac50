"""What is changed: operators of cosmic-ray that seldom make an equivalent, and one that leaves a statement out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import parso
from cosmic_ray import plugins
from cosmic_ray.commands.init import _all_work_items
from cosmic_ray.operators.operator import Example, Operator
from cosmic_ray.work_item import MutationSpec

Place = tuple[int, int]

CHOSEN = re.compile(
    r"heron/|core/(AddNot|Replace(True|False|And|Or|Break|Continue)With|ExceptionReplacer|NumberReplacer|Zero"
    r"|RemoveDecorator|ReplaceUnaryOperator_Delete"
    r"|ReplaceBinaryOperator_(Add_Sub|Sub_Add|Mul_Div|Div_Mul|FloorDiv_Mul|Mod_Mul|Pow_Mul|BitOr_BitAnd|BitAnd_BitOr)"
    r"|ReplaceComparisonOperator_(Lt_LtE|LtE_Lt|Gt_GtE|GtE_Gt|Lt_GtE|LtE_Gt|Gt_LtE|GtE_Lt|Eq_NotEq|NotEq_Eq|Is_IsNot|IsNot_Is)$)"
)


class DropStatement(Operator):
    """Leave out a call whose result nobody takes, and an assignment to a part of something."""

    def mutation_positions(self, node):
        if node.type == "simple_stmt" and _is_droppable(node.children[0]):
            yield node.children[0].start_pos, node.children[0].end_pos

    def mutate(self, node, index):
        first = node.children[0]
        node.children[0] = parso.python.tree.Name("pass", first.start_pos, prefix=first.get_first_leaf().prefix)
        return node

    @classmethod
    def examples(cls):
        return (Example("lock(diary)\n", "pass\n"), Example("x[0] = 1\n", "pass\n"), Example("x -= 1\n", "pass\n"))


class _Own(dict):
    """Cosmic-ray asks a provider for names, and for the operator of a name."""


plugins.OPERATOR_PROVIDERS["heron"] = _Own(DropStatement=DropStatement)


def mutations_of(module: Path) -> Iterator[MutationSpec]:
    """Every change of a module, but of types, signatures and what decorators are given."""
    quiet = list(_quiet_places(ast.parse(module.read_text(encoding="utf-8"))))
    for item in _all_work_items([module], {}):
        mutation = item.mutations[0]
        is_quiet = any(start <= mutation.start_pos < end for start, end in quiet)
        if CHOSEN.match(mutation.operator_name) and (not is_quiet or "RemoveDecorator" in mutation.operator_name):
            yield mutation


def _is_droppable(node: parso.tree.NodeOrLeaf) -> bool:
    if node.type == "expr_stmt":
        is_part = node.children[0].type == "atom_expr"
        return is_part or (
            len(node.children) == 3 and node.children[1].type == "operator" and node.children[1].value != "="
        )
    return node.type == "atom_expr" and node.children[-1].children[0].value == "("


def _quiet_places(tree: ast.Module) -> Iterator[tuple[Place, Place]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign):
            yield _span(node.annotation)
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from (_span(decorator) for decorator in node.decorator_list)
        if isinstance(node, ast.FunctionDef):  # Between the defaults, which are changed.
            spans = [_span(each) for each in (*node.args.defaults, *node.args.kw_defaults) if each is not None]
            edges = [
                (node.lineno, node.col_offset),
                *(place for span in sorted(spans) for place in span),
                _span(node.body[0])[0],
            ]
            yield from list(pairwise(edges))[::2]


def _span(node: ast.expr | ast.stmt) -> tuple[Place, Place]:
    return (node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0)
