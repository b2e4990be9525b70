"""The budget of a page: steps and characters, counted so that no template runs or grows without end."""

from __future__ import annotations

from foreword.source.diagnostic import ContentError

STEPS = 3_000_000
TEXT_STEPS = 300_000
"""What one text may take at the most, with all that it names."""
CHARACTERS = 20_000_000
DEPTH = 40
LARGEST = 5_000_000
RANGE = 100_000
FAILURE_STEPS = 2_500
"""What a failure costs: telling its place means compiling once more."""
EXPANSION_STEPS = 60
"""What expanding a text costs, and calling a macro or a loop: as long as so many turns of a loop."""
COMPONENT_STEPS = 500
"""What calling a component costs."""
TEMPLATE_STEPS = 100
"""What finding a template costs, for an include or an import."""
TAG_STEPS = 50
"""What a tag of a text costs, once a page: compiling it takes as long as so many steps. One that is interpreted costs
the same, so that it makes no difference to a page."""


class BudgetError(ContentError):
    """The budget is used up: the text that is being expanded is given up as a whole."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__("TP005", message, hint=hint or "do less on one page: fewer loops, smaller texts")


class DepthError(BudgetError):
    """Something is nested too deeply: the statement of the outermost text is given up, and the rest goes on."""


class Budget:
    """What a page may still spend.

    A step is one turn of a loop, a call, a filter or an operator; work that grows with its operand costs more.
    """

    __slots__ = ("characters", "largest", "steps", "text_steps")

    def __init__(
        self,
        steps: int = STEPS,
        characters: int = CHARACTERS,
        text_steps: int = TEXT_STEPS,
        largest: int = LARGEST,
    ) -> None:
        self.steps = steps
        self.characters = characters
        self.text_steps = text_steps
        self.largest = largest

    def step(self, count: int = 1) -> None:
        """Spend steps; raises BudgetError where none are left."""
        self.steps -= count
        if self.steps < 0:
            raise BudgetError("this page takes too many steps to render")

    def read(self, size: int) -> None:
        """Spend a step, and what a text of so many characters costs that is gone through."""
        steps, characters = self.steps - 1 - size // 1024, self.characters - size
        if steps < 0 or characters < 0 or size > self.largest:
            self.step(1 + size // 1024)
            self.allocate(size)
        else:
            self.steps, self.characters = steps, characters

    def allocate(self, size: int) -> None:
        """Spend characters, before they are made.

        Raises ContentError for a single text that is too large, BudgetError where none are left for the page.
        """
        if size > self.largest:
            raise ContentError(
                "TP005",
                f"this makes a text of {size:,} characters; {self.largest:,} is the most",
                hint="make smaller texts",
            )
        self.characters -= size
        if self.characters < 0:
            raise BudgetError("this page makes too much text")

    def spend(self, size: int, per_step: int) -> None:
        """Spend as many characters, and a step for each `per_step` of them."""
        if size >= per_step:
            self.step(size // per_step)
        if size > self.largest or self.characters < size:
            self.allocate(size)
        else:
            self.characters -= size

    def grant(self, steps: int) -> None:
        """Give the page more to spend: for a document that it shows, once for each."""
        self.steps += steps

    def share(self) -> Budget:
        """The share of one text: a text that runs away leaves the rest of the page its own."""
        return Budget(min(self.steps, self.text_steps), self.characters // 2, self.text_steps, self.largest)

    def take_back(self, given: Budget, share: Budget, used_up: bool) -> None:
        """Account for what a text spent of the share that it was given. Where it used it up, most of what is left
        goes too, so that many such texts cannot take long together."""
        self.steps -= given.steps - max(share.steps, 0)
        self.characters -= given.characters - max(share.characters, 0)
        if used_up:
            self.steps //= 8
            self.characters //= 8
