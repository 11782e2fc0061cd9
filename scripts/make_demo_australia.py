"""Write the invented Australian portfolio that `rtw demo` reads: the same seed gives the same file. No person is real.

Three schemes with different answers to silence: New South Wales, Victoria and Comcare. Each case follows one of the
stories below; most stories hold one known defect, named in its first line.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

SEED = 20261124
THROUGH = date(2026, 10, 30)
FOLDER = Path(__file__).parents[1] / "src" / "rtwlib" / "demo"
UNANSWERED = ("us-ct", "au-nsw", "au-vic", "au-wa", "au-cth", "au-sea")
ANSWERS: dict[str, dict[str, Any]] = {
    "au-nsw": {
        "facts": {
            "claim.liability_accepted_provisionally": False,
            "claim.reasonable_excuse_relied_on": False,
            "injury.causes_impairment_or_incapacity": True,
        }
    },
    "au-vic": {
        "facts": {"claim.includes_certificate": True, "employer.insurance": "insured", "injury.psychological": False}
    },
    "au-wa": {"facts": {"employer.insurance": "insured", "injury.dust_disease": False}},
}
OCCUPATIONS = ("nurse", "storeperson", "tram driver", "carpenter", "cook", "clerk", "fitter", "teacher", "cleaner")
PARTS = ("right knee", "lower back", "left shoulder", "right hand", "neck", "left ankle", "both wrists")
SCHEMES = {"au-nsw": "NSW", "au-vic": "VIC", "au-cth": "CTH"}


class Story:
    """One case in the making: events are given by days after the injury."""

    def __init__(self, number: int, law: str, rng: random.Random) -> None:
        """Draw the facts that every case has."""
        self.rng = rng
        self.injury = date(2024, 2, 5) + timedelta(days=rng.randrange(0, 600))
        self.events: list[dict[str, Any]] = []
        self.case: dict[str, Any] = {
            "format": "rtwlib.case/1",
            "id": f"{SCHEMES[law]}-{self.injury.year}-{number:04}",
            "jurisdictions": [law],
            "worker": {
                "id": f"w{number}",
                "occupation": rng.choice(OCCUPATIONS),
                "hours_per_week": "38",
                "days_per_week": "5",
            },
            "employer": {"id": f"e{rng.randrange(1, 7)}", "headcount": rng.choice([12, 60, 400])},
            "injury": {"kind": "accident", "on": self.injury.isoformat(), "body_part": rng.choice(PARTS)},
            "history": {"through": THROUGH.isoformat()},
        }
        self.at(0, "worker_aware_of_injury")
        self.at(0, "injury_reported_to_employer")
        self.at(0, "employer_learned_of_injury")
        self.at(1, "incapacity_started")

    def at(self, day: int, kind: str, **more: Any) -> None:  # noqa: ANN401 - JSON values
        """Add an event so many days after the injury, unless that lies beyond the record."""
        on = self.injury + timedelta(days=day)
        if on <= THROUGH:
            self.events.append({"kind": kind, "on": on.isoformat(), **more})

    def certified(self, *spans: tuple[int, int, str]) -> None:
        """Add certificates of capacity: first day, last day, capacity."""
        self.case["certificates"] = [
            {
                "from": (self.injury + timedelta(days=first)).isoformat(),
                "until": (self.injury + timedelta(days=last)).isoformat(),
                "capacity": capacity,
                **({"hours_per_day": "4", "days_per_week": "3"} if capacity == "some" else {}),
            }
            for first, last, capacity in spans
        ]

    def done(self) -> dict[str, Any]:
        """Return the case, its events in order of day."""
        return {**self.case, "events": sorted(self.events, key=lambda event: (event["on"], event["kind"]))}


def nsw_opened(story: Story, *, told: int = 1) -> None:
    """Add the usual beginning of a New South Wales claim; the insurer is told on a day."""
    story.at(told, "insurer_notified_of_injury")
    story.at(told, "significant_injury_notified")
    story.at(told, "significant_injury_identified")
    story.at(told, "injury_management_planning_started")
    story.at(told + 2, "three_point_contact_made")
    story.at(told + 18, "injury_management_plan_established")
    story.certified((1, 28, "none"), (29, 56, "some"), (57, 120, "full"))
    story.at(120, "full_recovery")


def nsw_clean(story: Story) -> None:
    """Everything in time: provisional payments within seven days."""
    nsw_opened(story)
    story.at(6, "provisional_payment_commenced")
    story.at(6, "payment_commenced", ref="p1")
    story.at(6, "provisional_payment_notice_given")
    story.at(60, "final_liability_decision_given")


def nsw_told_late(story: Story) -> None:
    """The insurer is told days after the employer knew."""
    nsw_opened(story, told=story.rng.randrange(4, 12))
    story.at(14, "provisional_payment_commenced")
    story.at(14, "provisional_payment_notice_given")
    story.at(70, "final_liability_decision_given")


def nsw_no_payment(story: Story) -> None:
    """Neither provisional payments nor a reasonable excuse."""
    nsw_opened(story)
    story.at(50, "final_liability_decision_given")


def nsw_decided_late(story: Story) -> None:
    """A claim decided after its twenty-first day, or never."""
    nsw_opened(story)
    story.at(7, "reasonable_excuse_notice_given")
    story.at(20, "claim_made")
    story.at(21, "claim_received_by_employer")
    story.at(24, "claim_forwarded_to_insurer")
    late = story.rng.choice([24, 30, 45, None])
    if late is not None:
        story.at(20 + late, "liability_decision_given")


def vic_opened(story: Story, *, forwarded: int = 8) -> int:
    """Add the usual beginning of a Victorian claim; return the day on which the agent has it."""
    story.at(1, "injury_notice_acknowledged")
    story.at(1, "worker_aware_of_incapacity")
    story.at(5, "claim_made")
    story.at(5, "claim_received_by_employer")
    story.at(6, "claim_acknowledged")
    story.at(2, "employer_learned_of_incapacity")
    story.at(3, "rtw_planning_started")
    received = 5 + forwarded
    story.at(received, "claim_forwarded_to_insurer")
    story.at(received, "claim_received_by_insurer")
    story.certified((1, 14, "none"), (15, 42, "some"), (43, 100, "full"))
    story.at(100, "full_recovery")
    return received


def vic_clean(story: Story) -> None:
    """Everything in time: the worker has the decision within 28 days."""
    received = vic_opened(story)
    story.at(received + 20, "liability_decision_given")
    story.at(received + 23, "liability_decision_received")
    story.at(received + 23, "payment_commenced", ref="p1")


def vic_forwarded_late(story: Story) -> None:
    """The claim lies with the employer for more than ten days."""
    received = vic_opened(story, forwarded=story.rng.randrange(12, 25))
    story.at(received + 20, "liability_decision_received")


def vic_decided_late(story: Story) -> None:
    """The decision reaches the worker after day 28, or never."""
    received = vic_opened(story)
    late = story.rng.choice([31, 36, 50, None])
    if late is not None:
        story.at(received + late, "liability_decision_received")


def cth_opened(story: Story) -> int:
    """Add the usual beginning of a Comcare claim; return the day on which it is received."""
    made = story.rng.randrange(5, 20)
    story.at(1, "absence_started")
    story.at(2, "early_intervention_considered")
    story.at(4, "case_manager_told_of_absence")
    story.at(made, "claim_made")
    story.at(made + 2, "claim_received_by_insurer")
    story.certified((1, 30, "none"), (31, 90, "some"), (91, 150, "full"))
    return made + 2


def cth_clean(story: Story) -> None:
    """Everything in time."""
    received = cth_opened(story)
    story.at(received + 17, "liability_decision_given")


def cth_decided_late(story: Story) -> None:
    """The claim is decided after its twentieth day, or not yet."""
    received = cth_opened(story)
    late = story.rng.choice([22, 28, 41, None])
    if late is not None:
        story.at(received + late, "liability_decision_given")


def cth_review_late(story: Story) -> None:
    """A reconsideration asked for after thirty days."""
    received = cth_opened(story)
    story.at(received + 15, "liability_decision_given")
    story.at(received + 18, "decision_notice_received")
    story.at(received + 18 + story.rng.choice([25, 33, 45]), "internal_review_requested")


STORIES: tuple[tuple[str, Callable[[Story], None], int], ...] = (
    ("au-nsw", nsw_clean, 6),
    ("au-nsw", nsw_told_late, 4),
    ("au-nsw", nsw_no_payment, 3),
    ("au-nsw", nsw_decided_late, 4),
    ("au-vic", vic_clean, 6),
    ("au-vic", vic_forwarded_late, 4),
    ("au-vic", vic_decided_late, 4),
    ("au-cth", cth_clean, 6),
    ("au-cth", cth_decided_late, 4),
    ("au-cth", cth_review_late, 4),
)


def portfolio() -> list[dict[str, Any]]:
    """Return the cases, in order of id."""
    rng = random.Random(SEED)  # noqa: S311 - invented data, not a secret
    cases = []
    for law, story_of, count in STORIES:
        for _ in range(count):
            story = Story(len(cases) + 1, law, rng)
            story_of(story)
            cases.append(story.done())
    return sorted(cases, key=lambda case: str(case["id"]))


def unanswered() -> list[dict[str, Any]]:
    """Return one claim that nobody answered, under each of several laws."""
    days = {
        "2025-05-30": ("injury_reported_to_employer", "employer_learned_of_injury"),
        "2025-05-31": ("incapacity_started",),
        "2025-06-02": ("insurer_notified_of_injury", "claim_made", "claim_received_by_employer"),
        "2025-06-04": ("claim_forwarded_to_insurer", "claim_received_by_insurer"),
    }
    events = [{"kind": kind, "on": day} for day, kinds in days.items() for kind in kinds]
    return [
        {
            "format": "rtwlib.case/1",
            "id": f"UNANSWERED-{law.upper()}",
            "jurisdictions": [law],
            "injury": {"kind": "accident", "on": "2025-05-30"},
            **ANSWERS.get(law, {}),
            "events": events,
            "history": {"through": "2025-12-01"},
        }
        for law in UNANSWERED
    ]


def main() -> None:
    """Write the portfolio and the unanswered claim, one case a line."""
    FOLDER.mkdir(exist_ok=True)
    for name, cases in (("australia.json", portfolio()), ("unanswered.json", unanswered())):
        rows = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
        (FOLDER / name).write_text(f"[\n{rows}\n]\n", "utf-8")


if __name__ == "__main__":
    main()
