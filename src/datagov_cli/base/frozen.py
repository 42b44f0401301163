"""The base of the immutable classes.

It does what ``@dataclass(frozen=True)`` does, without generating code for each class: the
standard decorator costs a millisecond a class and a named tuple a quarter of one, at every
start of the program; this costs a hundredth. Type checkers treat both alike (PEP 681).
"""

from __future__ import annotations

from inspect import get_annotations
from typing import Any, ClassVar, Self, dataclass_transform


@dataclass_transform(frozen_default=True)
class Frozen:
    """An object whose annotated attributes are given when it is made, and stay.

    :raises TypeError: on making it, if one is missing or unknown.
    """

    _fields: ClassVar[tuple[str, ...]] = ()
    _known: ClassVar[frozenset[str]] = frozenset()
    _needed: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        cls._fields = (*cls._fields, *get_annotations(cls))
        cls._known = frozenset(cls._fields)
        cls._needed = frozenset(name for name in cls._fields if not hasattr(cls, name))

    def __init__(self, *values: Any, **named: Any) -> None:
        attributes = dict(zip(self._fields, values, strict=False), **named)
        self.__dict__.update(attributes)
        given = attributes.keys()
        if not self._needed <= given <= self._known or len(values) > len(self._fields):
            wrong = ", ".join(sorted((self._needed - given) | (given - self._known)))
            raise TypeError(f"{type(self).__name__} is made with wrong attributes: {wrong}")

    def replace(self, **changes: Any) -> Self:
        """A copy with other values for these attributes, as :func:`dataclasses.replace` makes."""
        return type(self)(**{**self.__dict__, **changes})

    def __setattr__(self, name: str, _: Any) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed")

    def _key(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self._fields)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._fields)
        return f"{type(self).__name__}({shown})"
