"""What only a person can say of a plan: questions whose answer "yes" stands in a plan's ``answers``.

Sources: Queensland's list of what makes duties suitable, SIRA's questions on the safety of duties, the principles of
the Institute for Work and Health; see `docs/explanation/plans.md`.
"""

from __future__ import annotations

QUESTIONS = {
    "duties_of_value": "Are the duties of use to the employer, and not demeaning?",
    "circumstances_considered": "Were age, skills, experience and the way to the place of work considered?",
    "medication_asked": "Was it asked whether medication affects safety at the duties?",
    "training_asked": "Was it asked whether training is needed for the duties?",
    "equipment_asked": "Was it asked whether equipment or a change of the workplace is needed?",
    "co_workers_considered": "Was it considered what the plan asks of supervisors and co-workers?",
    "travel_possible": "Can the worker travel to the place of work?",
}
