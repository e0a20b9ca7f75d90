"""A signature holds as long as its record stays as it was, and the bot says no more than that."""

import re
from dataclasses import replace
from html import escape

import pytest

from bot.library import evaluating, loading, review_pack, signoff
from bot.library.content import Content
from bot.library.topics import Signed


@pytest.fixture(scope="module")
def content() -> Content:
    return loading.load()


def signed(content: Content, *names: str) -> Content:
    marks = {name: signoff.mark(signoff.records(content)[name]) for name in names}
    register = {
        name: Signed(
            id=name,
            hash=marks[name],
            name="Dr Anna Example",
            registration="GMC 1",
            date="2027-01-31",
            scope="safety",
        )
        for name in names
    }
    return replace(content, signed=register)


def changed(content: Content, answer: str) -> Content:
    topics = content.written["topics"]
    ice = topics["ice"].model_copy(update={"answer": answer})
    return replace(content, written={**content.written, "topics": {**topics, "ice": ice}})


def test_nobody_has_signed_yet_and_the_bot_says_so(content: Content) -> None:
    assert signoff.counts(content) == (0, len(signoff.records(content)))
    assert signoff.said(content, ["topic ice"]) == content.phrases["not_reviewed"].text
    assert signoff.said(content, []) == content.phrases["not_reviewed"].text


def test_what_is_signed_says_by_whom(content: Content) -> None:
    after = signed(content, "topic ice", "check")
    assert signoff.said(after, ["topic ice"]) == "Reviewed by Dr Anna Example (GMC 1), 2027-01-31."
    assert signoff.counts(after)[0] == 2
    assert signoff.said(after, ["topic ice", "topic rest"]) == content.phrases["not_reviewed"].text


def test_a_changed_record_is_unreviewed_again(content: Content) -> None:
    after = changed(signed(content, "topic ice"), "Ice it for an hour.")
    assert signoff.said(after, ["topic ice"]) == content.phrases["not_reviewed"].text
    assert [each.split(":")[0] for each in signoff.fallen(after)] == ["topic ice"]


def test_a_record_of_each_kind_is_unreviewed_again_when_its_sources_change(
    content: Content,
) -> None:
    kinds: dict[str, str] = {}
    for name in signoff.records(content):
        kinds.setdefault(name.rsplit(" ", 1)[0], name)
    assert len(kinds) > 15
    for name in kinds.values():
        record = signoff.records(content)[name]
        plain = signoff.plain(record)
        assert signoff.mark(record) == signoff.mark(plain)
        assert signoff.mark({**plain, "sources": ["judgement", "another"]}) != signoff.mark(record)


def test_a_changed_rule_takes_the_signature_from_the_whole_check(content: Content) -> None:
    after = signed(content, "check", "signs")
    rules = (replace(content.triage.rules[0], sentence="Carry on."), *content.triage.rules[1:])
    triage = replace(content.triage, rules=rules)
    after = replace(after, written={**content.written, "triage": triage})
    assert signoff.signature(after, "signs") is not None
    assert signoff.signature(after, "check") is None
    assert signoff.said(after, ["check"]) == content.phrases["not_reviewed"].text


def test_a_record_that_is_gone_is_named(content: Content) -> None:
    after = replace(content, signed={"topic gone": signed(content, "check").signed["check"]})
    assert list(signoff.fallen(after)) == ["topic gone: was signed, and is no longer there"]


def test_spaces_and_the_way_it_is_found_change_no_hash(content: Content) -> None:
    ice = content.written["topics"]["ice"]
    spaced = ice.model_copy(update={"answer": ice.answer.replace(" ", "  "), "review": "reviewed"})
    assert signoff.mark(spaced) == signoff.mark(ice)
    assert signoff.mark(ice.model_copy(update={"sources": ("judgement",)})) != signoff.mark(ice)


def test_a_country_does_not_change_what_was_signed(content: Content) -> None:
    assert signoff.records(content.at("jp")) == signoff.records(content)


def test_the_pack_holds_every_record_with_its_hash(content: Content) -> None:
    written = review_pack.document(content)
    for name, record in signoff.records(content).items():
        assert name in written
        assert signoff.mark(record) in written
    assert all(source in written for source in content.sources)
    assert all(escape(rule.sentence, quote=False) in written for rule in content.triage.rules)
    assert all(escape(q.text, quote=False) in written for q in content.triage.questions)
    assert all(f'id="source-{source}"' in written for source in content.sources)
    assert all(case.id in written for case in evaluating.vignettes())
    assert not re.search(r">[^<]*(?:\[\'|\{\')", written), "words, not lists of the code"
    assert "<script" not in written
    assert 'src="http' not in written, "one document, without the network"
