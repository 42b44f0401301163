"""The base of the immutable classes.

It does what ``@dataclass(frozen=True)`` does, without generating code for each class: the
standard decorator costs a millisecond a class and a named tuple a quarter of one, at every
start of the program; this costs a hundredth. Type checkers treat both alike (PEP 681).
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import get_annotations
from typing import TYPE_CHECKING, Any, ClassVar, Self, dataclass_transform

#: Of a representation: characters after which no attribute follows; of one attribute at most.
_SHOWN, _PART = 120, 60


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
        number = len(values) + len(named)
        if values:
            named.update(zip(self._fields, values, strict=False))
        if (
            len(named) != number
            or not self._known.issuperset(named)
            or (number < len(self._fields) and not self._needed <= named.keys())
        ):
            given = named.keys()
            wrong = ", ".join(sorted((self._needed - given) | (given - self._known)))
            raise TypeError(f"{type(self).__name__} is made with wrong attributes: {wrong}")
        self.__dict__.update(named)

    def replace(self, **changes: Any) -> Self:
        """A copy with other values for these attributes, as :func:`dataclasses.replace` makes."""
        return type(self)(**{**self.__dict__, **changes})

    def __setattr__(self, name: str, _: Any) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed")

    def _key(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self._fields)

    def __eq__(self, other: object) -> bool:
        return self is other or (type(other) is type(self) and self._key() == other._key())

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        """Short enough for a line or two: what is long is cut, and the rest left out."""
        shown = f"{type(self).__name__}("
        for number, name in enumerate(self._fields):
            if len(shown) > _SHOWN:
                return f"{shown}, …)"
            part = repr(getattr(self, name))
            cut = part if len(part) <= _PART else f"{part[: _PART - 1]}…"
            shown += f"{', ' if number else ''}{name}={cut}"
        return f"{shown})"


class Deferred(Frozen):
    """An immutable object of which attributes may be read only when they are first asked for.

    From outside it is like any other: it compares, prints and is pickled with all attributes,
    which are then read. :meth:`replace` reads none. What reading raises, asking for the
    attribute raises, each time anew.
    """

    @classmethod
    def deferred(cls, read: Callable[[str], Any], **given: Any) -> Self:
        """Make one.

        :param read: from the name of an attribute that is not given to its value.
        :param given: the attributes that are known already; those with a default need not be.
        """
        made = cls.__new__(cls)
        made.__dict__.update(given, _read=read)
        return made

    def replace(self, **changes: Any) -> Self:
        read = self.__dict__.get("_read")
        if read is None:
            return super().replace(**changes)
        if unknown := changes.keys() - self._known:
            wrong = ", ".join(sorted(unknown))
            raise TypeError(f"{type(self).__name__} is made with wrong attributes: {wrong}")
        # From this object, so that what both have in common is read once.
        given = {name: self.__dict__[name] for name in self._fields if name in self.__dict__}
        return self.deferred(lambda name: getattr(self, name), **{**given, **changes})

    def __getstate__(self) -> dict[str, Any]:
        return dict(zip(self._fields, self._key(), strict=True))

    if not TYPE_CHECKING:  # type checkers hold to the annotated attributes

        def __getattr__(self, name: str) -> Any:
            read = self.__dict__.get("_read")
            if read is None or name not in self._known:
                raise AttributeError(f"{type(self).__name__} has no attribute {name}")
            value = self.__dict__[name] = read(name)
            return value
