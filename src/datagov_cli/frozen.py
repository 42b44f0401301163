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

    def __init_subclass__(cls) -> None:
        cls._fields = (*cls._fields, *get_annotations(cls))

    def __init__(self, *values: Any, **named: Any) -> None:
        attributes = dict(zip(self._fields, values, strict=False), **named)
        self.__dict__.update(attributes)
        if len(attributes) != len(self._fields) or len(values) > len(self._fields):
            self._check(attributes, len(values))

    def _check(self, attributes: dict[str, Any], positional: int) -> None:
        missing = [name for name in self._fields if not hasattr(self, name)]
        unknown = [name for name in attributes if name not in self._fields]
        if missing or unknown or positional > len(self._fields):
            wrong = ", ".join(missing + unknown)
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
