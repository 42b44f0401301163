"""What came before a record and what after it: policies that supersede others, bodies with a
predecessor.

References are followed within one province and never twice, so that cyclic data, which
:mod:`datagov_cli.curation.validation` reports, ends here too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from datagov_cli.model.records import Body, Policy, Province, Stage, active

R = TypeVar("R", Body, Policy)


def stages(policy: Policy) -> tuple[Stage, ...]:
    """The statuses of a policy, oldest first, the present one last."""
    if policy.history and policy.status.value == policy.history[-1].status.value:
        return policy.history
    cite = tuple(dict.fromkeys((*policy.status.cite, *policy.date.cite)))
    return (*policy.history, Stage(policy.status, policy.date, cite))


def policy_generations(province: Province, policy: Policy) -> list[list[Policy]]:
    """The policies that follow one another, oldest generation first.

    A list with nothing but the policy itself if it supersedes none and none supersedes it.
    """
    return _generations(policy, province.policies, lambda item: item.supersedes)


def body_generations(province: Province, body: Body) -> list[list[Body]]:
    """The bodies that follow one another, as :func:`policy_generations` has policies."""

    def before(item: Body) -> str | None:
        return item.predecessor.value if item.predecessor and item.predecessor.known else None

    return _generations(body, province.bodies, before)


def _generations(
    start: R, records: Iterable[R], before: Callable[[R], str | None]
) -> list[list[R]]:
    kept = active(records)
    by_id = {record.about.id: record for record in kept}
    seen = {start.about.id}
    chain = [[start]]
    earlier = before(start)
    while earlier in by_id and earlier not in seen:
        seen.add(earlier)
        chain.insert(0, [by_id[earlier]])
        earlier = before(by_id[earlier])
    while True:
        last = {record.about.id for record in chain[-1]}
        later = [r for r in kept if before(r) in last and r.about.id not in seen]
        if not later:
            return chain
        seen |= {record.about.id for record in later}
        chain.append(later)
