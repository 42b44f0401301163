"""Small charts: how a target stands among those that are like it."""

from __future__ import annotations

from datagov_cli.base.frozen import Frozen
from datagov_cli.queries.targets import TargetGroups

#: Where there are more of a kind, the others are not marked: nobody could tell them apart.
MOST_OTHERS = 16


class Standing(Frozen):
    """A target among those of the same metric, unit and sense (a level or an increment).

    ``share`` of the largest of them, and the ``others``, each from 0 to 1; ``metric`` is its id.
    """

    metric: str
    share: float
    others: tuple[float, ...]


def standings(groups: TargetGroups) -> dict[str, Standing]:
    """By record, the targets that have others to stand beside."""
    by_record: dict[str, Standing] = {}
    for group in groups.groups:
        for added in (True, False):
            like = [item for item in group.targets if (item.target.relation == "add") is added]
            largest = max((item.target.value for item in like), default=0)
            if len(like) < 2 or largest <= 0:
                continue
            shares = [max(item.target.value / largest, 0.0) for item in like]
            marked = len(like) <= MOST_OTHERS
            for place, item in enumerate(like):
                others = (*shares[:place], *shares[place + 1 :]) if marked else ()
                record = f"{item.province.id}/{item.target.about.id}"
                by_record[record] = Standing(group.metric, shares[place], others)
    return by_record
