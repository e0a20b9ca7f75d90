"""A check that is done: what it came to, what may be planned, and what holds from now on."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.check import store, store_holds
from bot.domain.check.advising import advice
from bot.domain.check.model import Check, Hold, Origin, QuestionSet, Urgency
from bot.domain.check.rules import assess, facts_of, shows
from bot.domain.check.work_seen import aim
from bot.storage.transaction import Transaction


def finished(tx: Transaction, triage: QuestionSet, check: Check) -> Check:
    """Store a check as done, with what holds from now on."""
    facts, found = facts_of(triage, check.answers), assess(triage, check.answers)
    if any(rule.bone for rule in found.rules):
        facts |= {"bone"}
    plan = advice(triage, check.answers, found).plan
    holds = bool(found.urgency) or "examine_first" in facts
    check = replace(
        check,
        is_open=False,
        urgency=found.urgency,
        facts=facts,
        plan=plan,
        cleared_at=None if holds else check.cleared_at,  # what is answered now, nobody has seen yet
    )
    store.save(tx, check)
    store_holds.believe(tx, _ids(store_holds.asked(tx, check.person_id)))
    held = store_holds.of_person(tx, check.person_id)
    mine = [h for h in held if h.origin is Origin.CHECK and h.check_id == check.check_id]
    store_holds.end(tx, _ids(mine), "corrected", check.updated_at)
    asked = [hold for hold in held if hold.asks_check and (hold.check_id or 0) <= check.check_id]
    # What was noted in the diary, and shows in the answers, is what this check has found.
    known = [hold for hold in asked if not hold.urgency or _carries(check, hold)]
    store_holds.end(tx, _ids(known), "check", check.updated_at)
    store_holds.checked(tx, _ids(asked))
    if holds:
        store_holds.place(tx, _own_hold(triage, check))
    # Whoever has just done a check is asked later, also about what holds from before.
    aim(tx, store_holds.of_person(tx, check.person_id), check.updated_at)
    return check


def hold_so_far(tx: Transaction, triage: QuestionSet, check: Check) -> None:
    """Let what is grave hold already while the check is not done."""
    found = assess(triage, check.answers)
    facts = facts_of(triage, check.answers)
    if found.urgency >= Urgency.URGENT_SAME_DAY or "examine_first" in facts:
        so_far = replace(check, urgency=found.urgency, facts=facts)
        hold = _own_hold(triage, so_far)
        hold_id = store_holds.place(tx, hold)
        aim(tx, [replace(hold, hold_id=hold_id)], check.updated_at)


def _own_hold(triage: QuestionSet, check: Check) -> Hold:
    """Return what a check's own answers hold."""
    return Hold(
        hold_id=0,
        person_id=check.person_id,
        origin=Origin.CHECK,
        urgency=check.urgency or Urgency.SELF_CARE,
        reasons=tuple(rule.id for rule in assess(triage, check.answers).rules),
        since=check.updated_at,
        check_id=check.check_id,
        examine_first="examine_first" in check.facts,
    )


def _carries(check: Check, hold: Hold) -> bool:
    graver = hold.urgency > (check.urgency or Urgency.SELF_CARE)
    return hold.origin is Origin.DIARY and not graver and shows(hold, check.answers)


def _ids(holds: Sequence[Hold]) -> list[int]:
    return [hold.hold_id for hold in holds]
