"""What the reads of the folder's `queries.sql` give; a day that is not known is an empty text."""

from dataclasses import dataclass


@dataclass
class Learner:
    """A learner in the list."""

    id: str
    first_name: str
    symbol: str
    groups: str
    goals: int
    is_intake_open: int


@dataclass
class QuietLearner:
    """A learner who was not seen for long."""

    id: str
    first_name: str
    symbol: str
    last_on: str
    days: int


@dataclass
class EndingStay:
    """A learner whose longest stay ends soon or is over."""

    id: str
    first_name: str
    symbol: str
    started_on: str
    ends_on: str
    days_left: int
    state: str
    onward: str


@dataclass
class Folder:
    """The front of a folder; `stay_state` is empty without a longest stay, `left_on` for who learns here."""

    id: str
    first_name: str
    symbol: str
    left_on: str
    last_on: str
    days: int
    stay_state: str
    stay_ends_on: str
    stay_days_left: int
    onward: str
    is_going_on: int
    goals_open: int
    goals_reached: int


@dataclass
class Intake:
    """The first conversation; `times` is a JSON array."""

    id: str
    what: str
    why: str
    goes_well: str
    helps: str
    level: str
    sums: str
    digital: str
    first_language: str
    times: str
    participation: str
    referred_by: str
    recruited_by: str
    notice_on: str
    done_on: str


@dataclass
class Goal:
    """A goal, then and now; a face of 0 is none."""

    id: str
    sentence: str
    picture: str
    why: str
    state: str
    state_on: str
    then_words: str
    then_on: str
    now_words: str
    now_face: int
    now_on: str
    steps: int
    steps_done: int


@dataclass
class GoalStep:
    """A step: `not_yet`, `busy` or `done`."""

    id: str
    goal: str
    position: int
    words: str
    state: str
    state_on: str


@dataclass
class Entry:
    """Something that happened; `kind` says what `words` and `detail` are."""

    day: str
    kind: str
    row: str
    words: str
    detail: str
    is_private: int
    author: str
    group_name: str
    is_unsigned: int


@dataclass
class Evaluation:
    """A look back on a period."""

    id: str
    first_on: str
    last_on: str
    at_work: str
    at_home: str
    next: str
    next_words: str
    signed_on: str
    signed_name: str


@dataclass
class Unsigned:
    """A look back that nobody signed yet."""

    id: str


@dataclass
class GoalReview:
    """A goal in an evaluation."""

    id: str
    sentence: str
    picture: str
    then_words: str
    words: str
    face: int


@dataclass
class Addition:
    """Words that came under a signed evaluation later."""

    id: str
    day: str
    words: str
    first_name: str


@dataclass
class Referral:
    """From elsewhere or on to elsewhere."""

    id: str
    direction: str
    organisation: str
    about: str
    asked_on: str
    state: str
    state_on: str


@dataclass
class Enrolment:
    """What a learner takes part in; `verdict` is empty without a certificate rule."""

    id: str
    programme: str
    programme_name: str
    learning_group: str
    group_name: str
    asked_on: str
    started_on: str
    left_on: str
    participation: str
    certificate_name: str
    verdict: str
    meetings_to_go: int
    modules_to_go: int
    present: int
    meetings: int
    modules_done: int
    modules: int
    may_take_back: int
    may_return: int
    is_new: int


@dataclass
class Module:
    """An e-learning; without `done_on` not done."""

    id: str
    programme: str
    name: str
    minutes: int
    done_on: str


@dataclass
class Opening:
    """Who opened the folder."""

    opened_at: str
    first_name: str
    symbol: str


@dataclass
class InUse:
    """A picture symbol that some learner has."""

    symbol: str


@dataclass
class LearningGroup:
    """A group to choose."""

    id: str
    name: str
    symbol: str
    programme: str


@dataclass
class Programme:
    """A programme to choose."""

    id: str
    name: str


@dataclass
class WatchCounts:
    """How many learners ask for attention."""

    quiet: int
    waiting: int
    ending: int


@dataclass
class GoalWords:
    """The words of one goal, to change them."""

    id: str
    learner: str
    sentence: str
    picture: str
    why: str
    at_start: str
    state: str
    is_untouched: int
    step_one: str
    step_two: str
    step_three: str
