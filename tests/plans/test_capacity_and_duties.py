"""Functional capacity against job demands, the bank of duties, and the staged search for less arduous duties."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtwlib.plans.duties import Duty, heaviest, search, suits, unfit
from rtwlib.plans.functional import Answer, Demand, Fit, Item, Source, counted, match
from rtwlib.plans.placement import Decision, Stage, placement
from rtwlib.plans.scales import frequency_scales, strength_scales

DAY = date(2025, 1, 6)
LIFTING = Item("lifting", Answer.LIMITED, Decimal(10), "occasionally")


@pytest.mark.parametrize(
    ("demand", "item", "fit"),
    [
        (Demand("standing"), Item("standing", Answer.ABLE), Fit.FITS),
        (Demand("standing"), Item("standing"), Fit.UNKNOWN),
        (Demand("standing"), Item("sitting", Answer.ABLE), Fit.UNKNOWN),
        (Demand("standing"), Item("standing", Answer.UNABLE), Fit.NOT),
        (Demand("standing", essential=False), Item("standing", Answer.UNABLE), Fit.ADJUST),
        (Demand("lifting", Decimal(10), "occasionally"), LIFTING, Fit.FITS),
        (Demand("lifting", Decimal("10.5"), "occasionally"), LIFTING, Fit.NOT),
        (Demand("lifting", Decimal("10.5"), "occasionally", modifiable=True), LIFTING, Fit.ADJUST),
        (Demand("lifting", None, "occasionally"), LIFTING, Fit.UNKNOWN),
        (Demand("lifting", Decimal(5)), LIFTING, Fit.UNKNOWN),
        (Demand("lifting", Decimal(5), "frequently"), LIFTING, Fit.NOT),
        (Demand("lifting", Decimal(5), "seldom", "ors"), LIFTING, Fit.FITS),
        (
            Demand("sitting", hours_per_day=Decimal(3)),
            Item("sitting", Answer.LIMITED, most_hours_per_day=Decimal(2)),
            Fit.NOT,
        ),
    ],
)
def test_a_demand_fits_only_what_is_stated(demand: Demand, item: Item, fit: Fit) -> None:
    found = match(demand, [item], DAY)
    assert found.fit is fit
    assert found.why.startswith(demand.item)


@given(
    st.sampled_from(["standing", "lifting"]), st.lists(st.sampled_from(list(Source)), max_size=3),
    st.decimals(0, 50, places=1), st.booleans(),
)  # fmt: skip
def test_what_is_unstated_never_passes(item: str, sources: list[Source], weight: Decimal, modifiable: bool) -> None:
    items = [Item(item, Answer.UNSTATED, source=source) for source in sources]
    assert match(Demand(item, weight, modifiable=modifiable), items, DAY).fit is Fit.UNKNOWN


def test_what_is_certified_counts_before_what_others_say() -> None:
    able = Item("standing", Answer.ABLE)
    says_no = Item("standing", Answer.UNABLE, source=Source.WORKER)
    says_yes = Item("standing", Answer.ABLE, source=Source.EMPLOYER)
    assert counted([says_no, able], "standing", DAY) == able
    assert counted([says_yes], "standing", DAY).answer is Answer.UNSTATED
    assert counted([says_no, says_yes], "standing", DAY) == says_no
    over = Item("standing", Answer.ABLE, until=DAY - timedelta(days=1))
    assert counted([over], "standing", DAY).answer is Answer.UNSTATED


def test_bands_of_two_scales_meet_through_the_share_of_a_shift() -> None:
    dot, form = frequency_scales()["dot"], frequency_scales()["job_demand_form"]
    assert dot.shares("frequently") == (Fraction(1, 3), Fraction(2, 3))
    assert form.within("rarely", dot, "occasionally") is True
    assert form.within("frequently", dot, "occasionally") is False
    assert dot.within("occasionally", form, "rarely") is None
    with pytest.raises(KeyError, match="the scale dot has no band 'often'; its bands are not_present, occasionally"):
        dot.shares("often")


@pytest.mark.parametrize(
    ("scale", "pounds", "frequency", "level"),
    [
        ("dot", 10, "occasionally", "sedentary"),
        ("dot", 11, "occasionally", "light"),
        ("dot", 25, "frequently", "medium"),
        ("dot", 101, "occasionally", "very_heavy"),
        ("north_dakota", 76, "occasionally", None),
    ],
)
def test_strength_levels_are_those_of_their_source(scale: str, pounds: int, frequency: str, level: str | None) -> None:
    assert strength_scales()[scale].level(Fraction(pounds), frequency) == level
    assert strength_scales()[scale].source


BANK = (
    Duty("post", "Sort the post", (Demand("sitting"),), "own_department"),
    Duty("stores", "Stores", (Demand("lifting", Decimal(15), "occasionally"), Demand("sitting")), "own_job"),
    Duty("desk", "Reception", (Demand("sitting"),), "own_team", skills=("typing",), training=("telephone",)),
    Duty("yard", "Yard", (Demand("climbing"),), "own_team"),
    Duty("new", "No analysis yet", (), "own_job"),
)
ITEMS = (Item("sitting", Answer.ABLE), LIFTING)


def test_the_search_offers_what_fits_nearest_first_and_says_what_is_lacking() -> None:
    found = search(BANK, ITEMS, DAY, skills=("driving",))
    assert [(each.duty.id, each.fit.value) for each in found] == [
        ("desk", "fits"), ("post", "fits"), ("new", "not_known"), ("yard", "not_known"), ("stores", "does_not_fit"),
    ]  # fmt: skip
    assert found[0].lacking == ("skill: typing", "training: telephone")
    assert found[0].why == "every demand is within the capacity"
    assert dict(unfit(found)) == {
        "new": "No analysis yet: every demand is within the capacity",
        "yard": "Yard: climbing: nobody has certified whether the worker is able to do it",
        "stores": "Stores: lifting: 15 kg asked, 10 kg is the limit",
    }
    assert heaviest(BANK[1]) == Decimal(15)
    assert heaviest(BANK[0]) is None
    assert suits(BANK[0], ITEMS, DAY).fit is Fit.FITS


def decision(stage: Stage, day: int, *, placed: bool = False, reason: str = "none suits") -> Decision:
    return Decision(stage, placed, date(2025, 1, day), "the agency", reason)


def test_the_search_for_less_arduous_duties_goes_stage_by_stage() -> None:
    reached: dict[str, Any] = {"maximum_medical_improvement": date(2024, 12, 1), "permanently_unable": True}
    assert placement((), maximum_medical_improvement=None, permanently_unable=None).needs == (
        "On which day was maximum medical improvement reached?",
        "Is the employee permanently unable to do the job classification?",
    )
    assert placement((), maximum_medical_improvement=None, permanently_unable=False).open is False
    stages = list(Stage)
    for count in range(len(stages)):
        done = [decision(stage, number + 1) for number, stage in enumerate(stages[:count])]
        assert placement(done, **reached).next is stages[count]
    done = [decision(stages[0], 1), decision(stages[1], 2), decision(stages[2], 3, placed=True)]
    assert placement(done, **reached).closed == "transferred_in_agency"
    everything = [decision(stage, number + 1, placed=stage is Stage.SEPARATE) for number, stage in enumerate(stages)]
    assert placement(everything, **reached).closed == "separated"


def test_stages_are_not_left_out_and_are_decided_in_writing() -> None:
    reached: dict[str, Any] = {"maximum_medical_improvement": date(2024, 12, 1), "permanently_unable": True}
    with pytest.raises(ValueError, match="vacancy_in_the_agency on 2025-01-02 is out of order; expected own_job"):
        placement([decision(Stage.ASSESS, 1), decision(Stage.AGENCY, 2)], **reached)
    with pytest.raises(ValueError, match="disability_assessed on 2025-01-01 gives no reason"):
        placement([decision(Stage.ASSESS, 1, reason=" ")], **reached)
