"""Write the invented portfolio that `rtw demo` reads: the same seed gives the same file. No person in it is real.

Each case follows one of the stories below; most stories hold one known defect, named in ``STORIES``.
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
TARGET = Path(__file__).parents[1] / "src" / "rtwlib" / "demo" / "portfolio.json"
OCCUPATIONS = (
    "nurse",
    "correction officer",
    "bus driver",
    "carpenter",
    "cook",
    "clerk",
    "mechanic",
    "teacher",
    "welder",
)
PARTS = ("right knee", "lower back", "left shoulder", "right hand", "neck", "left ankle", "both wrists")
COUNTS = {
    "clean": 12, "contest_missed": 6, "contest_late": 6, "paid_then_contested": 4, "award_paid_late": 4,
    "appeal_late": 3, "discontinuance": 4, "hearing_short_notice": 3, "disease": 3, "not_recorded": 3,
    "state_clean": 6, "state_report_late": 5, "state_no_election": 4, "state_restricted_duty": 3,
}  # fmt: skip


class Story:
    """One case in the making: events are given by days after the injury."""

    def __init__(self, number: int, rng: random.Random, *, state: bool = False) -> None:
        """Draw the facts that every case has."""
        self.rng = rng
        self.injury = date(2024, 1, 8) + timedelta(days=rng.randrange(0, 640))
        kind = "state" if state else rng.choice(["private", "private", "private", "municipal"])
        self.events: list[dict[str, Any]] = []
        self.case: dict[str, Any] = {
            "format": "rtwlib.case/1",
            "id": f"CT-{self.injury.year}-{number:04}",
            "jurisdictions": ["us-ct-state" if state else "us-ct"],
            "worker": {
                "id": f"w{number}",
                "occupation": rng.choice(OCCUPATIONS),
                "hours_per_week": "40",
                "days_per_week": "5",
            },
            "employer": {"id": f"e{rng.randrange(1, 9)}", "kind": kind, "headcount": rng.choice([18, 45, 120, 900])},
            "injury": {"kind": "accident", "on": self.injury.isoformat(), "body_part": rng.choice(PARTS)},
            "facts": {"employer.uses_provider_list": True},
            "history": {"through": THROUGH.isoformat()},
        }
        self.at(0, "injury_reported_to_employer")
        self.at(0, "employer_learned_of_injury")

    def at(self, day: int, kind: str, **more: Any) -> None:  # noqa: ANN401 - JSON values
        """Add an event so many days after the injury, unless that lies beyond the record."""
        on = self.injury + timedelta(days=day)
        if on <= THROUGH:
            self.events.append({"kind": kind, "on": on.isoformat(), **more})

    def opened(self, *, incapacity: bool = True) -> int:
        """Add the usual beginning; return the day on which the claim was received."""
        self.at(1, "provider_list_given")
        self.at(0, "medical_care_provided")
        self.at(0, "day_of_injury_paid")
        if incapacity:
            self.at(1, "incapacity_started")
            reported = self.rng.randrange(3, 7)
            self.at(reported, "employer_injury_report_filed")
            self.at(reported, "cover_statement_filed")
            self.at(reported, "injury_register_entry_made")
        made = self.rng.randrange(5, 40)
        self.at(made, "claim_made")
        received = made + self.rng.randrange(1, 4)
        self.at(received, "claim_received_by_employer")
        self.at(received + 3, "claim_copy_sent_to_regulator")
        return received

    def done(self) -> dict[str, Any]:
        """Return the case, its events in order of day; wages are checked each month while incapacity lasts."""
        recovered = [event["on"] for event in self.events if event["kind"] == "full_recovery"]
        last = date.fromisoformat(recovered[0]) if recovered else THROUGH
        if any(event["kind"] == "incapacity_started" for event in self.events):
            for day in range(28, (last - self.injury).days + 28, 28):
                self.at(day, "wage_loss_checked")
        return {**self.case, "events": sorted(self.events, key=lambda event: (event["on"], event["kind"]))}


def clean(story: Story) -> None:
    """Everything in time."""
    received = story.opened()
    story.at(received + 12, "form_43_filed")
    story.at(received + 12, "form_43_copy_sent_to_worker")
    story.at(120, "full_recovery")


def contest_missed(story: Story) -> None:
    """Neither contested nor paid by day 28."""
    story.opened()
    story.at(150, "full_recovery")


def contest_late(story: Story) -> None:
    """Form 43 after day 28, nothing paid."""
    received = story.opened()
    story.at(received + 31 + story.rng.randrange(0, 25), "form_43_filed")
    story.at(150, "full_recovery")


def paid_then_contested(story: Story) -> None:
    """Payment by day 28, then a Form 43 within the year, or after it."""
    received = story.opened()
    story.at(received + 20, "payment_commenced", ref="p1")
    story.at(received + story.rng.choice([200, 300, 372, 395]), "form_43_filed")
    story.at(330, "full_recovery")


def award_paid_late(story: Story) -> None:
    """An award paid after its twentieth day."""
    clean(story)
    story.at(200, "award_entered", ref="a1")
    story.at(220 + story.rng.randrange(4, 20), "agreed_or_awarded_payment_commenced", ref="a1")


def appeal_late(story: Story) -> None:
    """A petition for review on day 22 or later."""
    clean(story)
    story.at(210, "award_entered", ref="a1")
    story.at(225, "agreed_or_awarded_payment_commenced", ref="a1")
    story.at(210 + story.rng.randrange(24, 40), "petition_for_review_filed")


def discontinuance(story: Story) -> None:
    """A Form 36 with an objection in time, late or not at all."""
    received = story.opened()
    story.at(received + 15, "payment_commenced", ref="p1")
    story.at(received + 16, "form_43_filed")
    story.at(140, "form_36_served")
    story.at(143, "form_36_received")
    late = story.rng.choice([10, 14, 18, None])
    if late is not None:
        story.at(143 + late, "form_36_objection_filed")


def hearing_short_notice(story: Story) -> None:
    """A hearing notice given less than ten days before."""
    clean(story)
    on = story.injury + timedelta(days=180)
    story.at(160, "hearing_scheduled", dates={"for": on.isoformat()}, ref="h1")
    story.at(story.rng.choice([165, 172, 174]), "hearing_notice_given", ref="h1")
    story.at(180, "hearing_attended", ref="h1")


def disease(story: Story) -> None:
    """An occupational disease claimed within, or after, three years of its first sign."""
    story.case["injury"]["kind"] = "disease"
    story.at(0, "injury_symptom_first_shown")
    story.at(story.rng.choice([400, 700]), "claim_made")
    story.at(14, "provider_list_given")


def not_recorded(story: Story) -> None:
    """A file that does not hold payments, so that nothing can be said about them."""
    story.opened()
    story.case["history"]["unknown"] = ["payment_commenced", "provider_list_given"]


def state_clean(story: Story) -> None:
    """A State agency's case with its packet in time."""
    received = story.opened()
    story.case["facts"]["employer.state_agency"] = story.rng.choice(["DESPP", "DMHAS", "DCF"])
    for kind in ("das_207_sent", "claim_phoned_to_tpa", "claim_packet_forwarded", "form_1a_filed"):
        story.at(0, kind)
    story.at(2, "lost_time_claim_opened")
    story.at(2, "wc_715_filed")
    story.at(received, "claim_copy_sent_to_das")
    story.at(received + 14, "form_43_filed")
    story.at(received + 14, "form_43_copy_sent_to_worker")
    story.at(120, "full_recovery")


def state_report_late(story: Story) -> None:
    """A State worker who told the supervisor days after the injury."""
    story.events.clear()
    story.at(story.rng.randrange(3, 9), "injury_reported_to_employer")
    state_clean(story)


def state_no_election(story: Story) -> None:
    """A State worker losing time without an election to use leave; no contest either."""
    state_clean(story)
    dropped = {"wc_715_filed", "form_43_filed", "form_43_copy_sent_to_worker"}
    story.events = [event for event in story.events if event["kind"] not in dropped]


def state_restricted_duty(story: Story) -> None:
    """A release to restricted duty that the administrator never heard of."""
    state_clean(story)
    story.at(60, "restricted_duty_release")
    story.at(61, "restricted_release_reported")


STORIES: dict[str, Callable[[Story], None]] = {
    each.__name__: each
    for each in (
        clean, contest_missed, contest_late, paid_then_contested, award_paid_late, appeal_late, discontinuance,
        hearing_short_notice, disease, not_recorded, state_clean, state_report_late, state_no_election,
        state_restricted_duty,
    )
}  # fmt: skip


def portfolio() -> list[dict[str, Any]]:
    """Return the cases, in order of id."""
    rng = random.Random(SEED)  # noqa: S311 - invented data, not a secret
    cases = []
    number = 0
    for name, count in COUNTS.items():
        for _ in range(count):
            number += 1
            story = Story(number, rng, state=name.startswith("state_"))
            STORIES[name](story)
            cases.append(story.done())
    return sorted(cases, key=lambda case: str(case["id"]))


def main() -> None:
    """Write the portfolio, one case a line."""
    TARGET.parent.mkdir(exist_ok=True)
    rows = ",\n".join(json.dumps(case, ensure_ascii=False) for case in portfolio())
    TARGET.write_text(f"[\n{rows}\n]\n", "utf-8")


if __name__ == "__main__":
    main()
